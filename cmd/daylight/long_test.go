package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A word can be as long as a command line; what is said about it leaves the screen to the person.
func TestWhatIsSaidOfALongWordIsShort(t *testing.T) {
	long := strings.Repeat("w", 10000)
	for _, args := range [][]string{
		{long}, {"show", long}, {"show", long, long}, {"sources", long}, {"help", long}, {"help", "show", long},
		{"show", "country=" + long}, {"show", "period=" + long}, {"show", "country:" + long}, {"show", "search=" + long, "word"},
		{"show", "search=" + long}, {"show", "pins=" + long, "view=compare"},
		{"show", "--format", long}, {"show", "--theme", long}, {"show", "--" + long}, {"show", "-" + long}, {"--theme", long},
		{"show", "--ascii=" + long}, {"completion", long},
	} {
		if said := saidBy(t, args...); len(said) > 1000 || strings.Contains(said, strings.Repeat("w", 100)) {
			t.Errorf("daylight %.60q says %d bytes: %.300s", args, len(said), said)
		}
	}
}

func TestWhatIsSaidOfALongLineOfAFileIsShort(t *testing.T) {
	long := strings.Repeat("w", 10000)
	for _, settings := range []string{long, long + ": on", "theme: " + long, "mouse: " + long} {
		s := &store{folder: t.TempDir()}
		if err := os.WriteFile(filepath.Join(s.folder, "settings"), []byte(settings+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.settings(); err == nil {
			t.Errorf("%.20q is accepted", settings)
		} else if strings.Contains(err.Error(), strings.Repeat("w", 100)) {
			t.Errorf("of %.20q it says %d bytes: %.300s", settings, len(err.Error()), err)
		}
	}
}

// saidBy runs a command line in this process and returns what it says on standard error.
func saidBy(t *testing.T, args ...string) string {
	t.Helper()
	folder := t.TempDir()
	open := func(name string) *os.File {
		file, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = file.Close() })
		return file
	}
	said := open("said")
	c := &console{in: os.Stdin, out: open("output"), err: said, env: readEnvironment(nil)}
	c.run(args)
	text, err := os.ReadFile(said.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
