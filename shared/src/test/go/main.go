// Says how Go reads tar archives: each line of the input is a name, a blank and an archive in
// base64, each line of the output the name, a blank and what Go's archive/tar makes of it.
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		name, text, _ := strings.Cut(in.Text(), " ")
		archive, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(out, name, read(tar.NewReader(bytes.NewBuffer(archive))))
	}
}

func read(archive *tar.Reader) string {
	var said strings.Builder
	for {
		entry, err := archive.Next()
		if err == io.EOF {
			return said.String() + "end"
		}
		if err != nil {
			return said.String() + "refused"
		}
		if entry.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		content := crc32.NewIEEE()
		count, err := io.Copy(content, archive)
		if err != nil {
			return said.String() + "refused"
		}
		if isSparse(entry) {
			fmt.Fprintf(&said, "%02x %x %x %d sparse, ", entry.Typeflag, entry.Name, entry.Linkname, entry.Size)
		} else {
			fmt.Fprintf(&said, "%02x %x %x %d %08x, ", entry.Typeflag, entry.Name, entry.Linkname, count, content.Sum32())
		}
	}
}

func isSparse(entry *tar.Header) bool {
	for key := range entry.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return entry.Typeflag == tar.TypeGNUSparse
}
