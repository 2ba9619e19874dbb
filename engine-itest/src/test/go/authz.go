// An authorization plugin with nothing but the standard library. What it is asked is appended to a
// file, a line for each question, and what it answers stands in the URI of the request.
//
// authz SOCKET FILE
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
)

type answer struct {
	Allow bool
	Msg   string `json:",omitempty"`
	Err   string `json:",omitempty"`
}

func main() {
	listener, err := net.Listen("unix", os.Args[1])
	if err != nil {
		panic(err)
	}
	file, err := os.OpenFile(os.Args[2], os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0600)
	if err != nil {
		panic(err)
	}
	var lock sync.Mutex
	decide := func(method, refused string) {
		http.HandleFunc("/AuthZPlugin."+method, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			var asked struct{ RequestUri string }
			if err := json.Unmarshal(body, &asked); err != nil {
				panic(err)
			}
			lock.Lock()
			fmt.Fprintf(file, "%s %s\n", method, strings.TrimSpace(string(body)))
			lock.Unlock()
			said := answer{Allow: true}
			if strings.Contains(asked.RequestUri, refused) {
				said = answer{Msg: "not " + method}
			} else if strings.Contains(asked.RequestUri, "breaks"+method) {
				said = answer{Err: "out of order"}
			} else if strings.Contains(asked.RequestUri, "status"+method) {
				w.WriteHeader(500)
				said = answer{Err: "out of disk"}
			}
			json.NewEncoder(w).Encode(said)
		})
	}
	decide("AuthZReq", "denyRequest")
	decide("AuthZRes", "denyResponse")
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, `{"Implements": ["authz"]}`)
	})
	fmt.Println("ready")
	panic(http.Serve(listener, nil))
}
