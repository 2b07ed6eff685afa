//go:build !race

package input

// Nothing in this file runs at the same time as anything else, and looking for races in it takes 40
// times as long.

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
)

var exhaustiveTokens = flag.Int("tokens", 4, "try every input of up to this many `tokens`; each one more takes 30 times as long")

// tokens are pieces of input that mean something to the parser or to the filter, one for each kind.
// Longer input is made of nothing else.
var tokens = []string{
	"\x1b", "\x1b[", "\x1bP", "\x1b]", "\x1b ", "[", "P", "]", "O", "_", "\\", // '_' is also a final byte
	"M", "0", "95", ";", "<", " ", "$",
	"\x1b[200~", "\x03", // the beginning of a paste, and what ends it
	"\x00", "\x07", "\x18", // in a string nothing, the end of an OSC, the end of any but a DCS
	"\xc4", "\x9b", "\x9c", // half a letter; CSI or the other half; ST or the other half
	"本", "\uFFFD", // with ST in its middle; what the parser takes one byte of
	strings.Repeat("0", maxParamBytes+1), list(maxParams + 8),
}

// walk tries inputs token by token.
type walk struct {
	*stand
	path   []string // the tokens so far, and an empty one for each read and pause between them
	seen   map[pause]bool
	inputs int
}

// pause is a moment at which the parser has read what there is, and how far the walk may go on.
type pause struct {
	filter filter
	left   string
	tokens int
}

// from goes through all inputs of up to n more tokens, with all ways to split them into reads and to
// let the parser time out in between. Of buf, which passed, the parser has not done with a byte.
func (w *walk) from(f filter, buf []byte, n int) (fault string) {
	w.inputs++
	left, fault := w.scan(buf)
	if fault != "" {
		return fmt.Sprintf("%q, at the end %q: %s", w.path, buf, fault)
	}
	if n == 0 {
		return ""
	}
	for _, rest := range [][]byte{nil, buf[left:]} {
		at := pause{f, string(rest), n}
		if len(rest) == len(buf) || w.seen[at] {
			continue
		}
		w.seen[at] = true
		w.path = append(w.path, "")
		if fault := w.more(f, rest, n); fault != "" {
			return fault
		}
		w.path = w.path[:len(w.path)-1]
	}
	return w.more(f, buf, n)
}

func (w *walk) more(f filter, buf []byte, n int) (fault string) {
	for _, token := range tokens {
		f, buf := f, slices.Clone(buf)
		for i := range len(token) {
			buf = f.step(buf, token[i])
		}
		w.path = append(w.path, token)
		if fault := w.from(f, buf, n-1); fault != "" {
			return fault
		}
		w.path = w.path[:len(w.path)-1]
	}
	return ""
}

func TestNoShortInputMakesTheParserStumble(t *testing.T) {
	w := walk{stand: newStand(), seen: map[pause]bool{}}
	if fault := w.from(filter{}, nil, *exhaustiveTokens); fault != "" {
		t.Fatal(fault)
	}
	t.Logf("%d inputs", w.inputs)
}
