// A FUSE file system whose server takes each look-up and never answers it: whoever does one waits in
// the kernel, and no signal ends that. Mounts itself on the folder that is its argument, and says so.
// The waits end when it does.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

// Of linux/fuse.h.
const (
	lookup      = 1
	forget      = 2
	getattr     = 3
	initialize  = 26
	interrupt   = 36
	batchForget = 42
)

var order = binary.LittleEndian

func main() {
	device, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
	check(err)
	options := fmt.Sprintf("fd=%d,rootmode=40000,user_id=0,group_id=0", device.Fd())
	check(syscall.Mount("hanging", os.Args[1], "fuse", 0, options))
	go serve(device)
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	fmt.Println("mounted")
	<-end
	check(syscall.Unmount(os.Args[1], syscall.MNT_DETACH))
}

func serve(device *os.File) {
	request := make([]byte, 1<<20)
	for {
		_, err := syscall.Read(int(device.Fd()), request)
		if err != nil {
			return
		}
		switch order.Uint32(request[4:]) {
		case initialize:
			reply(device, request, 0, initialized())
		case getattr:
			reply(device, request, 0, folder())
		case lookup, forget, batchForget, interrupt:
		default:
			reply(device, request, syscall.ENOSYS, nil)
		}
	}
}

func reply(device *os.File, request []byte, failure syscall.Errno, body []byte) {
	head := make([]byte, 16, 16+len(body))
	order.PutUint32(head, uint32(16+len(body)))
	order.PutUint32(head[4:], uint32(-int32(failure)))
	copy(head[8:], request[8:16])
	_, err := syscall.Write(int(device.Fd()), append(head, body...))
	check(err)
}

// initialized is a fuse_init_out of version 7.31.
func initialized() []byte {
	out := make([]byte, 64)
	order.PutUint32(out, 7)
	order.PutUint32(out[4:], 31)
	order.PutUint32(out[20:], 4096)
	return out
}

// folder is a fuse_attr_out of the root.
func folder() []byte {
	out := make([]byte, 104)
	attributes := out[16:]
	order.PutUint64(attributes, 1)
	order.PutUint32(attributes[60:], syscall.S_IFDIR|0o755)
	order.PutUint32(attributes[64:], 2)
	return out
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
