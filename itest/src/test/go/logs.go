// A log driver: docker.logdriver/1.0, with the standard library alone. What is logged is kept in
// memory. The names of some containers say how it is to misbehave.
//
// logs [SOCKET]
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
)

type info struct {
	ContainerID string
	Config      map[string]string
}

type request struct {
	File   string
	Info   info
	Config struct {
		Tail   int
		Follow bool
	}
}

type store struct {
	sync.Mutex
	changed *sync.Cond
	frames  map[string][][]byte
	files   map[string]*os.File
}

func newStore() *store {
	s := &store{frames: map[string][][]byte{}, files: map[string]*os.File{}}
	s.changed = sync.NewCond(s)
	return s
}

// collect reads a FIFO to its end.
func (s *store) collect(id string, file *os.File) {
	for {
		head := make([]byte, 4)
		if _, err := io.ReadFull(file, head); err != nil {
			log.Printf("log of %s: end: %v", id, err)
			return
		}
		frame := make([]byte, binary.BigEndian.Uint32(head))
		if _, err := io.ReadFull(file, frame); err != nil {
			log.Printf("log of %s: half an entry: %v", id, err)
			return
		}
		s.Lock()
		s.frames[id] = append(s.frames[id], append(head, frame...))
		s.changed.Broadcast()
		s.Unlock()
	}
}

func (s *store) start(asked request) error {
	switch asked.Info.ContainerID {
	case "deaf":
		return nil
	case "replaces":
		if err := os.Remove(asked.File); err != nil {
			return err
		}
		return os.Symlink("/etc/passwd", asked.File)
	}
	file, err := os.Open(asked.File)
	if err != nil {
		return err
	}
	s.Lock()
	s.files[asked.File] = file
	s.Unlock()
	go s.collect(asked.Info.ContainerID, file)
	return nil
}

func (s *store) read(w http.ResponseWriter, asked request) {
	flusher := w.(http.Flusher)
	id := asked.Info.ContainerID
	switch id {
	case "lies":
		w.Write([]byte{0xff, 0xff, 0xff, 0xff, 1})
		return
	case "half":
		w.Write([]byte{0, 0, 0, 9, 1})
		return
	case "endless":
		for {
			if _, err := w.Write([]byte{0, 0, 0, 3, 0x1a, 1, 'x'}); err != nil {
				return
			}
		}
	}
	s.Lock()
	next := 0
	if asked.Config.Tail >= 0 && asked.Config.Tail < len(s.frames[id]) {
		next = len(s.frames[id]) - asked.Config.Tail
	}
	for {
		for ; next < len(s.frames[id]); next++ {
			frame := s.frames[id][next]
			s.Unlock()
			if _, err := w.Write(frame); err != nil {
				return
			}
			flusher.Flush()
			s.Lock()
		}
		if !asked.Config.Follow {
			s.Unlock()
			return
		}
		s.changed.Wait()
	}
}

func (s *store) stop(asked request) error {
	s.Lock()
	defer s.Unlock()
	if s.files[asked.File] == nil {
		return fmt.Errorf("no log at %s", asked.File)
	}
	delete(s.files, asked.File)
	return nil
}

func handle(method string, call func(w http.ResponseWriter, asked request)) {
	http.HandleFunc("/LogDriver."+method, func(w http.ResponseWriter, r *http.Request) {
		var asked request
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil && err != io.EOF {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		call(w, asked)
	})
}

func answer(w http.ResponseWriter, err error) {
	message := ""
	if err != nil {
		message = err.Error()
	}
	json.NewEncoder(w).Encode(map[string]string{"Err": message})
}

func main() {
	path := "/run/docker/plugins/logs.sock"
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	socket, err := net.Listen("unix", path)
	if err != nil {
		log.Fatal(err)
	}
	logs := newStore()
	handle("StartLogging", func(w http.ResponseWriter, asked request) {
		if asked.Info.ContainerID == "wrong" {
			io.WriteString(w, `{"Err": {"no": ["text"]}}`)
			return
		}
		answer(w, logs.start(asked))
	})
	handle("StopLogging", func(w http.ResponseWriter, asked request) { answer(w, logs.stop(asked)) })
	handle("ReadLogs", logs.read)
	handle("Capabilities", func(w http.ResponseWriter, asked request) {
		io.WriteString(w, `{"Cap": {"ReadLogs": true}}`)
	})
	http.HandleFunc("/Plugin.Activate", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"Implements": ["LogDriver"]}`)
	})
	handle("Die", func(w http.ResponseWriter, asked request) { os.Exit(9) })
	log.Print("listening")
	log.Fatal(http.Serve(socket, nil))
}
