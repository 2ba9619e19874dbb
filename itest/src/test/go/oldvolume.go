// A volume plugin, with the standard library alone. It knows no Capabilities, as old ones.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"sync"
)

type request struct {
	Name string
	ID   string
	Opts map[string]string
}

type volume struct {
	Name       string
	Mountpoint string                 `json:",omitempty"`
	CreatedAt  string                 `json:",omitempty"`
	Status     map[string]interface{} `json:",omitempty"`
}

var (
	lock    sync.Mutex
	volumes = map[string]*volume{}
	uses    = map[string]map[string]bool{}
)

func reply(w http.ResponseWriter, status int, body interface{}) {
	w.Header().Set("Content-Type", "application/vnd.docker.plugins.v1.2+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func handle(method string, do func(r request) (interface{}, string)) {
	http.HandleFunc("/VolumeDriver."+method, func(w http.ResponseWriter, r *http.Request) {
		var asked request
		if r.ContentLength != 0 {
			if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
		}
		lock.Lock()
		defer lock.Unlock()
		answer, failure := do(asked)
		if failure != "" {
			reply(w, http.StatusInternalServerError, map[string]string{"Err": failure})
			return
		}
		reply(w, http.StatusOK, answer)
	})
}

func known(do func(r request, v *volume) interface{}) func(r request) (interface{}, string) {
	return func(r request) (interface{}, string) {
		v := volumes[r.Name]
		if v == nil {
			return nil, "no such volume: " + r.Name
		}
		return do(r, v), ""
	}
}

func main() {
	handle("Create", func(r request) (interface{}, string) {
		status := map[string]interface{}{}
		for key, value := range r.Opts {
			status[key] = value
		}
		volumes[r.Name] = &volume{Name: r.Name, CreatedAt: "2026-01-02T03:04:05Z", Status: status}
		uses[r.Name] = map[string]bool{}
		return struct{}{}, ""
	})
	handle("Remove", known(func(r request, v *volume) interface{} {
		delete(volumes, r.Name)
		return struct{}{}
	}))
	handle("Mount", known(func(r request, v *volume) interface{} {
		uses[r.Name][r.ID] = true
		v.Mountpoint = filepath.Join("/data", r.Name)
		if err := os.MkdirAll(v.Mountpoint, 0o755); err != nil {
			log.Print(err)
		}
		return v
	}))
	handle("Unmount", known(func(r request, v *volume) interface{} {
		delete(uses[r.Name], r.ID)
		if len(uses[r.Name]) == 0 {
			v.Mountpoint = ""
		}
		return struct{}{}
	}))
	handle("Path", known(func(r request, v *volume) interface{} { return v }))
	handle("Get", known(func(r request, v *volume) interface{} {
		return map[string]interface{}{"Volume": v}
	}))
	handle("List", func(r request) (interface{}, string) {
		all := []*volume{}
		for _, v := range volumes {
			all = append(all, v)
		}
		sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
		return map[string]interface{}{"Volumes": all}, ""
	})
	socket, err := net.Listen("unix", "/run/docker/plugins/volumes.sock")
	if err != nil {
		log.Fatal(err)
	}
	log.Print("listening")
	log.Fatal(http.Serve(socket, nil))
}
