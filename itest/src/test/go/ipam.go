// An IPAM plugin: docker.ipamdriver/1.0, with the standard library alone. It has one pool, and does
// without GetCapabilities.
package main

import (
	"encoding/json"
	"log"
	"net"
	"net/http"
	"sync"
)

const network, first, last = "198.18.77.", 1, 6

var (
	lock  sync.Mutex
	taken = map[string]bool{}
)

type message map[string]any

func serve(method string, answer func(message) message) {
	http.HandleFunc("/IpamDriver."+method, func(w http.ResponseWriter, r *http.Request) {
		asked := message{}
		json.NewDecoder(r.Body).Decode(&asked)
		lock.Lock()
		defer lock.Unlock()
		json.NewEncoder(w).Encode(answer(asked))
	})
}

func address(asked message) message {
	for host := first; host <= last; host++ {
		free := network + string(rune('0'+host))
		if !taken[free] {
			taken[free] = true
			return message{"Address": free + "/24"}
		}
	}
	return message{"Error": "no address is left"}
}

func main() {
	socket, err := net.Listen("unix", "/run/docker/plugins/ipam.sock")
	if err != nil {
		log.Fatal(err)
	}
	serve("GetDefaultAddressSpaces", func(message) message {
		return message{"LocalDefaultAddressSpace": "here", "GlobalDefaultAddressSpace": "everywhere"}
	})
	serve("RequestPool", func(asked message) message {
		return message{"PoolID": asked["AddressSpace"].(string) + "/1", "Pool": network + "0/24"}
	})
	serve("ReleasePool", func(message) message {
		if len(taken) > 0 {
			return message{"Error": "addresses are in use"}
		}
		return message{}
	})
	serve("RequestAddress", address)
	serve("ReleaseAddress", func(asked message) message {
		delete(taken, asked["Address"].(string))
		return message{}
	})
	log.Print("listening")
	log.Fatal(http.Serve(socket, nil))
}
