package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/model/report"
)

// The figures are released with the program, and say of which version and day they are.
func TestTheDataPackageIsOfThisVersion(t *testing.T) {
	var described struct{ Version, Created string }
	if err := json.Unmarshal([]byte(textOf(t, "data/datapackage.json")), &described); err != nil {
		t.Fatal(err)
	}
	if want := released + "T00:00:00Z"; described.Version != version || described.Created != want {
		t.Errorf("data/internal/catalog/package.json is of %s, %s; the program of %s, %s",
			described.Version, described.Created, version, want)
	}
	if as := "Version " + version + ", " + released + "."; !strings.Contains(textOf(t, "data/README.md"), as) {
		t.Errorf("data/README.md does not cite the figures as of %q", as)
	}
}

// Whoever adds a publisher writes down how its next half-year is taken over.
func TestEachPublisherHasItsWayOfTakingOver(t *testing.T) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	text := textOf(t, "docs/DATA.md")
	for _, p := range d.Publishers {
		if n := strings.Count(text, "| **"+p.ID+"** |"); n != 2 {
			t.Errorf("docs/DATA.md has %d rows for %s: one says what is which, one what to check", n, p.ID)
		}
	}
	for _, n := range regexp.MustCompile("`([a-z]+(?:-[a-z0-9]+)+)`").FindAllStringSubmatch(text, -1) {
		isNote := slices.ContainsFunc(d.Notes, func(note report.Note) bool { return note.ID == n[1] })
		isWord := slices.ContainsFunc(d.Types, func(k report.Type) bool { return k.ID == n[1] }) ||
			slices.ContainsFunc(d.Services, func(s report.Service) bool { return s.ID == n[1] })
		if !isNote && !isWord {
			t.Errorf("docs/DATA.md names %s, which is no note, type or service", n[1])
		}
	}
}
