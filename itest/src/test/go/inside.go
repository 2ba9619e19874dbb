// What a container of the tests does: writes a file into /data, prints its addresses, and a line.
package main

import (
	"fmt"
	"net"
	"os"
)

func main() {
	if _, err := os.Stat("/data"); err == nil {
		if err := os.WriteFile("/data/file", []byte("from inside"), 0o644); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	interfaces, _ := net.Interfaces()
	for _, one := range interfaces {
		addresses, _ := one.Addrs()
		for _, address := range addresses {
			fmt.Println(one.Name, address)
		}
	}
	fmt.Println("it is done")
}
