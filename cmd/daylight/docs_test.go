package main

import (
	"go/ast"
	"go/parser"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// guides are the documents for whoever changes the code.
var guides = []string{"docs/ARCHITECTURE.md", "CONTRIBUTING.md", "docs/DATA.md"}

// A path begins with a folder of the module, or ends as files do. PUBLISHER and other words in capitals stand for any name.
var (
	pathInText = regexp.MustCompile(`(?:\./)?\.?[A-Za-z*][\w.*-]*(?:/[\w.*-]+)*/?`)
	endOfFile  = regexp.MustCompile(`\.(go|csv|md|json|txtar|txt|bin|svg|golden|mod|sum)$`)
	anyName    = regexp.MustCompile(`\b[A-Z]{4,}\b`)
)

func TestDocumentsNameOnlyFilesThatThereAre(t *testing.T) {
	for _, guide := range guides {
		named := 0
		for _, name := range pathsIn(textOf(t, guide)) {
			named++
			pattern := name
			if !strings.HasSuffix(name, ".md") {
				pattern = anyName.ReplaceAllString(name, "*")
			}
			if found, err := filepath.Glob(filepath.Join(module, pattern)); err != nil || len(found) == 0 {
				t.Errorf("%s names %s, which is not there", guide, name)
			}
		}
		if named < 20 {
			t.Errorf("in %s only %d paths are found: is this test looking in the right place?", guide, named)
		}
	}
}

func TestPathsAreFoundInText(t *testing.T) {
	for text, want := range map[string][]string{
		"see `tui/keys.go` and `data/`.":         {"tui/keys.go", "data"},
		"go run ./cmd/daylight; go vet ./...":    {"cmd/daylight"},
		"`go test ./tui/kit/...` and/or nothing": {"tui/kit"},
		"keys.go, package tui, model.Update":     {"keys.go"},
		"tui/terminal/split.go: cuts":            {"tui/terminal/split.go"},
		".ci/run list":                           {".ci/run"},
	} {
		if got := pathsIn(text); !slices.Equal(got, want) {
			t.Errorf("in %q it finds %q, not %q", text, got, want)
		}
	}
}

func TestEveryPackageHasAPlaceInTheDrawing(t *testing.T) {
	list, err := exec.Command("go", "list", "daylight/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	named := pathsIn(textOf(t, guides[0]))
	for pkg := range strings.FieldsSeq(string(list)) {
		if pkg = strings.TrimPrefix(pkg, "daylight/"); !slices.Contains(named, pkg) {
			t.Errorf("%s does not name the package %s", guides[0], pkg)
		}
	}
}

// What a document writes as package.Name is declared there.
func TestDocumentsNameOnlyWhatIsDeclared(t *testing.T) {
	declared := map[string]map[string]bool{}
	for _, top := range []string{"cmd", "data", "model", "tui"} {
		for _, s := range sources(t, top, parser.SkipObjectResolution) {
			names := declared[s.file.Name.Name]
			if names == nil {
				names = map[string]bool{}
				declared[s.file.Name.Name] = names
			}
			ast.Inspect(s.file, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					names[id.Name] = true
				}
				return true
			})
		}
	}
	qualified := regexp.MustCompile(`\b([a-z]+)((?:\.[A-Z]\w*)+)`)
	for _, guide := range guides {
		for _, found := range qualified.FindAllStringSubmatch(textOf(t, guide), -1) {
			names, ours := declared[found[1]]
			for _, name := range strings.Split(found[2][1:], ".") {
				if ours && !names[name] {
					t.Errorf("%s names %s, which package %s does not have", guide, found[0], found[1])
				}
			}
		}
	}
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(module, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pathsIn lists the paths that a text names, without what stands around them.
func pathsIn(text string) []string {
	var paths []string
	for _, word := range pathInText.FindAllString(text, -1) {
		word = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(word, "./"), "/..."), ".")
		folder, _, below := strings.Cut(word, "/")
		word = strings.TrimSuffix(word, "/")
		if known := slices.Contains([]string{"cmd", "data", "docs", "model", "tui", ".ci"}, folder); known && below || endOfFile.MatchString(word) && word[0] != '*' {
			paths = append(paths, word)
		}
	}
	return paths
}
