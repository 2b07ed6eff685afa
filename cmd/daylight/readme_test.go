package main

import (
	"strings"
	"testing"

	"daylight/data"
	"daylight/model/query"
	"daylight/tui/kit/theme"
)

// The README's table of keys has all of them, and the values that are words.
func TestTheREADMEExplainsEveryKeyOfAQuery(t *testing.T) {
	_, table, _ := strings.Cut(textOf(t, "README.md"), "| key | values |")
	table, _, _ = strings.Cut(table, "\n\n")
	for _, k := range query.Keys() {
		var line string
		for l := range strings.Lines(table) {
			if names, _, _ := strings.Cut(strings.TrimPrefix(l, "|"), "|"); strings.Contains(names, "`"+k.Name+"`") {
				line = l
			}
		}
		if line == "" {
			t.Errorf("the README has no line for %s", k.Name)
			continue
		}
		for _, value := range strings.Fields(k.Values) {
			if words := strings.Contains(k.Values, " ") && value != "period"; words && !strings.Contains(line, "`"+value+"`") {
				t.Errorf("the README does not say that %s can be %s", k.Name, value)
			}
		}
	}
}

func TestTheREADMENamesEveryPublisher(t *testing.T) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	text := textOf(t, "README.md")
	for _, p := range d.Publishers {
		if !strings.Contains(text, "`"+p.ID+"`") || !strings.Contains(text, p.Label) {
			t.Errorf("the README does not name %s, or not its id `%s`", p.Label, p.ID)
		}
	}
}

func TestTheREADMENamesEveryTheme(t *testing.T) {
	text := textOf(t, "README.md")
	for _, name := range theme.Names() { // those for light pages are named together
		if name = strings.TrimSuffix(name, "-light"); !strings.Contains(text, "`"+name+"`") {
			t.Errorf("the README does not name the theme %s", name)
		}
	}
}
