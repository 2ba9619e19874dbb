// A metrics collector: docker.metricscollector/1.0, with the standard library alone. It reads the
// host's metrics when it is started and when it is asked to.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"os"
)

var host = http.Client{Transport: &http.Transport{
	DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		return net.Dial("unix", "/run/docker/metrics.sock")
	},
}}

func metrics() (string, error) {
	response, err := host.Get("http://host/metrics")
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.Header.Get("Content-Type") + "\n" + string(text), err
}

func answer(w http.ResponseWriter, text string, err error) {
	message := ""
	if err != nil {
		message = err.Error()
	}
	json.NewEncoder(w).Encode(map[string]string{"Err": message, "Text": text})
}

func main() {
	socket, err := net.Listen("unix", "/run/docker/plugins/metrics.sock")
	if err != nil {
		log.Fatal(err)
	}
	started := ""
	http.HandleFunc("/MetricsCollector.StartMetrics", func(w http.ResponseWriter, r *http.Request) {
		var err error
		started, err = metrics()
		if os.Getenv("REFUSES") != "" {
			io.WriteString(w, `{"Err": ["no", "text"]}`)
			return
		}
		answer(w, "", err)
	})
	http.HandleFunc("/MetricsCollector.StopMetrics", func(w http.ResponseWriter, r *http.Request) {
		_, err := metrics()
		log.Printf("stopped, reading the host's metrics once more: %v", err)
		answer(w, "", err)
	})
	http.HandleFunc("/MetricsCollector.Started", func(w http.ResponseWriter, r *http.Request) {
		answer(w, started, nil)
	})
	http.HandleFunc("/MetricsCollector.Read", func(w http.ResponseWriter, r *http.Request) {
		text, err := metrics()
		answer(w, text, err)
	})
	log.Print("listening")
	log.Fatal(http.Serve(socket, nil))
}
