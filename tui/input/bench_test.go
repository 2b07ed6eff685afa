package input

import (
	"bytes"
	"strings"
	"testing"
)

func BenchmarkReader(b *testing.B) {
	keys := []byte(strings.Repeat("j\x1b[A\x1b[<0;12;7Mé", 300))
	src := bytes.NewReader(nil)
	r, buf := NewReader(src), make([]byte, len(keys)+64)
	b.SetBytes(int64(len(keys)))
	b.ReportAllocs()
	for b.Loop() {
		src.Reset(keys)
		if _, err := r.Read(buf); err != nil {
			b.Fatal(err)
		}
	}
}
