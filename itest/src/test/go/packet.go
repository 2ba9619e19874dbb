// Sends a packet, or waits for one and prints it: packet listen ADDRESS, packet send ADDRESS TEXT.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
)

func main() {
	address, err := net.ResolveUDPAddr("udp", os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if os.Args[1] == "send" {
		socket, err := net.DialUDP("udp", nil, address)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprint(socket, os.Args[3])
		return
	}
	socket, err := net.ListenUDP("udp", address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("ready")
	packet := make([]byte, 1000)
	length, from, err := socket.ReadFromUDP(packet)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s from %s\n", packet[:length], from.IP)
}
