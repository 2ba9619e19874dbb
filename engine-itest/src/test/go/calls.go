// A volume plugin that only answers, and a client of it:
//
//	calls serve SOCKET
//	calls call SOCKET THREADS LENGTH   prints calls per second, p50 and p99 in microseconds
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sort"
	"strconv"
	"sync"
	"time"
)

type volume struct {
	Name       string
	Mountpoint string
}

type reply struct {
	Volumes []volume
	Err     string
}

func main() {
	if os.Args[1] == "serve" {
		serve(os.Args[2])
		return
	}
	threads, err := strconv.Atoi(os.Args[3])
	check(err)
	length, err := time.ParseDuration(os.Args[4])
	check(err)
	call(os.Args[2], threads, length)
}

func serve(socket string) {
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		check(json.NewEncoder(w).Encode(map[string][]string{"Implements": {"VolumeDriver"}}))
	})
	http.HandleFunc("/VolumeDriver.List", func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		check(err)
		w.Header().Set("Content-Type", "application/vnd.docker.plugins.v1.2+json")
		_ = json.NewEncoder(w).Encode(reply{Volumes: []volume{{Name: "one", Mountpoint: "/data/one"}}})
	})
	listener, err := net.Listen("unix", socket)
	check(err)
	log.Fatal(http.Serve(listener, nil))
}

func call(socket string, threads int, length time.Duration) {
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		},
		MaxIdleConns: threads, MaxIdleConnsPerHost: threads,
	}}
	begin := time.Now()
	times := make([][]time.Duration, threads)
	var callers sync.WaitGroup
	for i := range times {
		callers.Add(1)
		go func(i int) {
			defer callers.Done()
			for now := time.Now(); now.Sub(begin) < length; {
				list(client)
				after := time.Now()
				times[i] = append(times[i], after.Sub(now))
				now = after
			}
		}(i)
	}
	callers.Wait()
	took := time.Since(begin)
	var all []time.Duration
	for _, some := range times {
		all = append(all, some...)
	}
	sort.Slice(all, func(a, b int) bool { return all[a] < all[b] })
	micros := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e3 }
	fmt.Printf("%.1f %.1f %.1f\n", float64(len(all))/took.Seconds(),
		micros(all[len(all)/2]), micros(all[len(all)-1-len(all)/100]))
}

// What Docker's own client does: a POST with JSON, and its reply decoded.
func list(client *http.Client) {
	request, err := http.NewRequest("POST", "http://plugin/VolumeDriver.List", bytes.NewReader([]byte("{}")))
	check(err)
	request.Header.Set("Accept", "application/vnd.docker.plugins.v1.2+json")
	response, err := client.Do(request)
	check(err)
	defer response.Body.Close()
	var answer reply
	check(json.NewDecoder(response.Body).Decode(&answer))
	_, err = io.Copy(io.Discard, response.Body)
	check(err)
	if answer.Err != "" || len(answer.Volumes) != 1 {
		log.Fatalf("answered %+v", answer)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
