// The example volume plugin once more, with the standard library alone: it starts in milliseconds and
// is a few megabytes, which most tests want and nobody else does.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"syscall"
	"time"
)

const mounts = "/mnt/volumes"

type request struct {
	Name string
	ID   string
}

var (
	lock   sync.Mutex
	data   = "/var/lib/volumes"
	socket = "/run/docker/plugins/volume.sock"
	users  = map[string]map[string]bool{}
	naming = regexp.MustCompile("^[a-zA-Z0-9][a-zA-Z0-9_.-]*$")
)

func main() {
	for i := 1; i+1 < len(os.Args); i += 2 {
		switch os.Args[i] {
		case "--socket":
			socket = os.Args[i+1]
		case "--data":
			data = os.Args[i+1]
		}
	}
	check(os.MkdirAll(data, 0o755))
	undoLeftovers()
	serve("Create", create)
	serve("Remove", known(remove))
	serve("Mount", known(mount))
	serve("Unmount", known(unmount))
	serve("Path", known(path))
	serve("Get", known(get))
	serve("List", list)
	serve("Capabilities", capabilities)
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		reply(w, map[string]interface{}{"Implements": []string{"VolumeDriver"}}, nil)
	})
	listener, err := net.Listen("unix", socket)
	check(err)
	fmt.Println("volume: listening on unix://" + socket)
	go func() { log.Fatal(http.Serve(listener, nil)) }()
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	<-end
	undoLeftovers()
}

func create(r request) (interface{}, error) {
	if !naming.MatchString(r.Name) {
		return nil, fmt.Errorf("%q cannot name a volume: use letters, digits, _ . -", r.Name)
	}
	return struct{}{}, os.MkdirAll(filepath.Join(data, r.Name), 0o755)
}

func remove(r request) (interface{}, error) {
	if len(users[r.Name]) > 0 {
		return nil, fmt.Errorf("volume %s is used by %v", r.Name, names(users[r.Name]))
	}
	return struct{}{}, os.RemoveAll(filepath.Join(data, r.Name))
}

func mount(r request) (interface{}, error) {
	if len(users[r.Name]) == 0 {
		users[r.Name] = map[string]bool{}
		to := filepath.Join(mounts, r.Name)
		if err := os.MkdirAll(to, 0o755); err != nil {
			return nil, err
		}
		if err := syscall.Mount(filepath.Join(data, r.Name), to, "", syscall.MS_BIND, ""); err != nil {
			return nil, err
		}
	}
	users[r.Name][r.ID] = true
	return path(r)
}

func unmount(r request) (interface{}, error) {
	if users[r.Name][r.ID] {
		delete(users[r.Name], r.ID)
		if len(users[r.Name]) == 0 {
			return struct{}{}, undo(r.Name)
		}
	}
	return struct{}{}, nil
}

func path(r request) (interface{}, error) {
	if len(users[r.Name]) == 0 {
		return struct{}{}, nil
	}
	return map[string]string{"Mountpoint": filepath.Join(mounts, r.Name)}, nil
}

func get(r request) (interface{}, error) {
	return map[string]interface{}{"Volume": described(r.Name)}, nil
}

func list(request) (interface{}, error) {
	entries, err := os.ReadDir(data)
	if err != nil {
		return nil, err
	}
	all := []map[string]interface{}{}
	for _, entry := range entries {
		all = append(all, described(entry.Name()))
	}
	return map[string]interface{}{"Volumes": all}, nil
}

func capabilities(request) (interface{}, error) {
	scope := os.Getenv("SCOPE")
	return map[string]interface{}{"Capabilities": map[string]string{"Scope": scope}}, nil
}

func described(name string) map[string]interface{} {
	volume := map[string]interface{}{
		"Name":   name,
		"Status": map[string]interface{}{"host": host(), "users": names(users[name])},
	}
	if info, err := os.Stat(filepath.Join(data, name)); err == nil {
		volume["CreatedAt"] = info.ModTime().UTC().Format(time.RFC3339Nano)
	}
	if len(users[name]) > 0 {
		volume["Mountpoint"] = filepath.Join(mounts, name)
	}
	return volume
}

// The system that a volume is on; the config asks for the host's file.
func host() string {
	release, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return "unknown"
	}
	for _, line := range strings.Split(string(release), "\n") {
		if strings.HasPrefix(line, "PRETTY_NAME=") {
			return strings.Trim(strings.TrimPrefix(line, "PRETTY_NAME="), "\"")
		}
	}
	return "unknown"
}

func names(set map[string]bool) []string {
	all := []string{}
	for name := range set {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

func undo(name string) error {
	to := filepath.Join(mounts, name)
	if err := syscall.Unmount(to, 0); err != nil {
		return err
	}
	return os.Remove(to)
}

// Undoes whatever is mounted, also by an earlier life that was killed.
func undoLeftovers() {
	entries, _ := os.ReadDir(mounts)
	for _, entry := range entries {
		if err := undo(entry.Name()); err != nil {
			log.Print("a mount could not be undone: ", err)
			return
		}
	}
}

func known(do func(request) (interface{}, error)) func(request) (interface{}, error) {
	return func(r request) (interface{}, error) {
		info, err := os.Stat(filepath.Join(data, r.Name))
		if !naming.MatchString(r.Name) || err != nil || !info.IsDir() {
			return nil, fmt.Errorf("there is no volume %s", r.Name)
		}
		return do(r)
	}
}

func serve(method string, do func(request) (interface{}, error)) {
	http.HandleFunc("/VolumeDriver."+method, func(w http.ResponseWriter, r *http.Request) {
		var asked request
		if r.ContentLength != 0 {
			if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
		}
		lock.Lock()
		answer, err := do(asked)
		lock.Unlock()
		reply(w, answer, err)
		if err == nil && os.Getenv("DEBUG") == "1" {
			fmt.Println("VolumeDriver."+method, asked, "->", http.StatusOK, answer)
		}
	})
}

func reply(w http.ResponseWriter, body interface{}, err error) {
	w.Header().Set("Content-Type", "application/vnd.docker.plugins.v1.2+json")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		body = map[string]string{"Err": err.Error()}
	}
	json.NewEncoder(w).Encode(body)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
