package tui

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheREADMEListsTheKeysThatThereAre(t *testing.T) {
	const path, from, to = "../README.md", "-update -->\n", "<!-- end of keys -->"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), from)
	_, after, ended := strings.Cut(rest, to)
	if !found || !ended {
		t.Fatalf("%s has no place for the keys", path)
	}
	want := before + from + keysMarkdown() + to + after
	if want == string(text) {
		return
	}
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s lists other keys than there are: go test ./tui -run README -update", path)
}

// keysMarkdown is the table of keys as the README lists it.
func keysMarkdown() string {
	var text strings.Builder
	text.WriteString("| key | what it does |\n|---|---|\n")
	for _, b := range bindings() {
		if b.long != "" {
			fmt.Fprintf(&text, "| `%s` | %s |\n", b.name(), b.long)
		}
	}
	return text.String()
}
