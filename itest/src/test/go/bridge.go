// A network plugin: docker.networkdriver/1.0, with the standard library alone. A network is a Linux
// bridge, an endpoint a pair of virtual interfaces. It does without all that a driver may do
// without.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"log"
	"net"
	"net/http"
	"syscall"
)

type message map[string]any

func serve(method string, answer func(asked message) (message, error)) {
	http.HandleFunc("/NetworkDriver."+method, func(w http.ResponseWriter, r *http.Request) {
		asked := message{}
		json.NewDecoder(r.Body).Decode(&asked)
		said, err := answer(asked)
		if err != nil {
			said = message{"Err": err.Error()}
		}
		if said == nil {
			said = message{}
		}
		json.NewEncoder(w).Encode(said)
	})
}

// name returns one that fits an interface.
func name(prefix string, asked message, member string) string {
	return fmt.Sprintf("%s%08x", prefix, crc32.ChecksumIEEE([]byte(asked[member].(string))))
}

func bridge(asked message) string { return name("bb", asked, "NetworkID") }
func outer(asked message) string  { return name("bo", asked, "EndpointID") }
func inner(asked message) string  { return name("bi", asked, "EndpointID") }

func create(asked message) (message, error) {
	data := asked["IPv4Data"].([]any)[0].(map[string]any)
	gateway, subnet, err := net.ParseCIDR(data["Gateway"].(string))
	if err != nil {
		return nil, err
	}
	if err := link(syscall.RTM_NEWLINK, 0, attr(syscall.IFLA_IFNAME, text(bridge(asked))), kind("bridge", nil)); err != nil {
		return nil, err
	}
	ones, _ := subnet.Mask.Size()
	return nil, addAddress(index(bridge(asked)), gateway.To4(), ones)
}

func join(asked message) (message, error) {
	peer := attr(1, append(make([]byte, 16), attr(syscall.IFLA_IFNAME, text(inner(asked)))...))
	err := link(syscall.RTM_NEWLINK, 0,
		attr(syscall.IFLA_IFNAME, text(outer(asked))),
		attr(syscall.IFLA_MASTER, number(index(bridge(asked)))),
		kind("veth", peer))
	return message{"InterfaceName": message{"SrcName": inner(asked), "DstPrefix": "eth"}}, err
}

func remove(called func(message) string) func(message) (message, error) {
	return func(asked message) (message, error) {
		if at := index(called(asked)); at != 0 {
			return nil, link(syscall.RTM_DELLINK, at)
		}
		return nil, nil
	}
}

func main() {
	socket, err := net.Listen("unix", "/run/docker/plugins/bridge.sock")
	if err != nil {
		log.Fatal(err)
	}
	serve("GetCapabilities", func(message) (message, error) {
		return message{"Scope": "local", "ConnectivityScope": "local"}, nil
	})
	serve("CreateNetwork", create)
	serve("DeleteNetwork", remove(bridge))
	serve("CreateEndpoint", func(message) (message, error) { return nil, nil })
	serve("EndpointOperInfo", func(asked message) (message, error) {
		return message{"Value": message{"bridge": bridge(asked)}}, nil
	})
	serve("DeleteEndpoint", func(message) (message, error) { return nil, nil })
	serve("Join", join)
	serve("Leave", remove(outer))
	log.Print("listening")
	log.Fatal(http.Serve(socket, nil))
}

// What follows is rtnetlink(7).

func index(name string) int {
	found, err := net.InterfaceByName(name)
	if err != nil {
		return 0
	}
	return found.Index
}

func text(value string) []byte { return append([]byte(value), 0) }

func number(value int) []byte {
	return binary.LittleEndian.AppendUint32(nil, uint32(value))
}

func attr(kind uint16, value []byte) []byte {
	head := binary.LittleEndian.AppendUint16(nil, uint16(4+len(value)))
	all := append(binary.LittleEndian.AppendUint16(head, kind), value...)
	return append(all, make([]byte, (4-len(all)%4)%4)...)
}

func kind(name string, data []byte) []byte {
	info := attr(1, text(name))
	if data != nil {
		info = append(info, attr(2, data)...)
	}
	return attr(syscall.IFLA_LINKINFO, info)
}

func link(what uint16, at int, attributes ...[]byte) error {
	body := append(make([]byte, 4), number(at)...)
	body = append(body, number(syscall.IFF_UP)...)
	body = append(body, number(syscall.IFF_UP)...)
	for _, each := range attributes {
		body = append(body, each...)
	}
	return talk(what, body)
}

func addAddress(at int, address net.IP, ones int) error {
	body := append([]byte{syscall.AF_INET, byte(ones), 0, 0}, number(at)...)
	body = append(body, attr(syscall.IFA_LOCAL, address)...)
	return talk(syscall.RTM_NEWADDR, append(body, attr(syscall.IFA_ADDRESS, address)...))
}

func talk(what uint16, body []byte) error {
	socket, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW, syscall.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	flags := uint16(syscall.NLM_F_REQUEST | syscall.NLM_F_ACK)
	if what != syscall.RTM_DELLINK {
		flags |= syscall.NLM_F_CREATE | syscall.NLM_F_EXCL
	}
	request := number(16 + len(body))
	request = binary.LittleEndian.AppendUint16(request, what)
	request = binary.LittleEndian.AppendUint16(request, flags)
	request = append(append(request, make([]byte, 8)...), body...)
	if err := syscall.Sendto(socket, request, 0, &syscall.SockaddrNetlink{Family: syscall.AF_NETLINK}); err != nil {
		return err
	}
	reply := make([]byte, 4096)
	if _, _, err := syscall.Recvfrom(socket, reply, 0); err != nil {
		return err
	}
	if code := int32(binary.LittleEndian.Uint32(reply[16:])); code != 0 {
		return fmt.Errorf("rtnetlink %d: %w", what, syscall.Errno(-code))
	}
	return nil
}
