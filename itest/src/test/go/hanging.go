// A plugin that cannot be killed once its volume is asked for: it looks for a file in the folder
// /hanging, and waits in the kernel until that file system's server has ended.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"Implements": ["VolumeDriver"]}`)
	})
	http.HandleFunc("/VolumeDriver.Get", func(w http.ResponseWriter, r *http.Request) {
		_, err := os.Stat("/hanging/file")
		fmt.Fprintf(w, `{"Err": %q}`, err)
	})
	listener, err := net.Listen("unix", "/run/docker/plugins/hanging.sock")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.Serve(listener, nil))
}
