// A secret plugin: docker.secretprovider/1.0, with the standard library alone.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
)

type request struct {
	SecretName   string
	SecretLabels map[string]string
}

type response struct {
	Value []byte `json:",omitempty"`
	Err   string `json:",omitempty"`
}

func secret(w http.ResponseWriter, r *http.Request) {
	var asked request
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := response{}
	switch asked.SecretName {
	case "password":
		answer.Value = []byte("open " + asked.SecretLabels["door"])
	case "forbidden":
		answer.Err = "nobody may read it"
	}
	json.NewEncoder(w).Encode(answer)
}

func main() {
	socket, err := net.Listen("unix", "/run/docker/plugins/secrets.sock")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/SecretProvider.GetSecret", secret)
	log.Fatal(http.Serve(socket, nil))
}
