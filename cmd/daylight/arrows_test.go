package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// module is the root of the module, seen from here.
const module = "../.."

// source is one file of the program itself, not of its tests.
type source struct {
	pkg  string // its folder: "tui/kit/grid"
	file *ast.File
}

// sources parses the program below a folder of the module.
func sources(t *testing.T, under string, mode parser.Mode) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(filepath.Join(module, under), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, mode)
		if err != nil {
			return err
		}
		pkg, err := filepath.Rel(module, filepath.Dir(name))
		list = append(list, source{filepath.ToSlash(pkg), file})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("there is no program below %s", under)
	}
	return list
}

// imports lists what a file imports.
func (s source) imports() []string {
	var list []string
	for _, i := range s.file.Imports {
		list = append(list, strings.Trim(i.Path.Value, `"`))
	}
	return list
}

// within says whether an import is a package or lies below it.
func within(imported, pkg string) bool {
	return imported == pkg || strings.HasPrefix(imported, pkg+"/")
}

// layers are the packages of the model from below: each may import those before it, and of the module
// nothing else.
var layers = []string{"model/report", "model/query", "model/answer", "model"}

func TestModelIsPure(t *testing.T) {
	impure := []string{"bufio", "database", "embed", "io", "log", "math/rand", "net", "os", "runtime", "syscall", "testing", "time", "unsafe"}
	for _, s := range sources(t, "model", parser.ImportsOnly) {
		layer, shared := slices.Index(layers, s.pkg), within(s.pkg, "model/internal") // by its tests: of any layer
		if shared {
			layer = len(layers)
		}
		if layer < 0 {
			t.Errorf("%s is none of the layers of the model: %s", s.pkg, layers)
			continue
		}
		for _, imported := range s.imports() {
			first, _, _ := strings.Cut(imported, "/")
			switch ours, found := strings.CutPrefix(imported, "daylight/"); {
			case found && (slices.Contains(layers[:max(layer, 0)], ours) || shared && within(ours, "model/internal")):
			case found:
				t.Errorf("%s imports %s, which is not below it", s.pkg, imported)
			case strings.Contains(first, ".") && !shared: // tests draw at random by a library
				t.Errorf("%s imports %s, which is not in the standard library", s.pkg, imported)
			}
			if slices.ContainsFunc(impure, func(p string) bool { return within(imported, p) }) && !(shared && imported == "testing") {
				t.Errorf("%s imports %s, and so can do more than compute", s.pkg, imported)
			}
		}
	}
}

// forTests are packages that serve the tests of others.
var forTests = []string{
	"data/raw", "model/internal/questions", "model/internal/samples", "tui/internal/tuitest",
}

func TestOnlyTestsImportWhatIsForTests(t *testing.T) {
	for _, top := range []string{"cmd", "data", "model", "tui"} {
		for _, s := range sources(t, top, parser.ImportsOnly) {
			for _, imported := range s.imports() {
				if ours, _ := strings.CutPrefix(imported, "daylight/"); slices.Contains(forTests, ours) && !slices.Contains(forTests, s.pkg) {
					t.Errorf("%s imports %s, which is for tests", s.pkg, imported)
				}
			}
		}
	}
}

func TestImportsFollowTheArrows(t *testing.T) {
	forbidden := map[string][]string{
		"data": {"daylight/tui", "daylight/cmd"},
		"tui":  {"daylight/data", "daylight/cmd"},
	}
	for under, packages := range forbidden {
		for _, s := range sources(t, under, parser.ImportsOnly) {
			if slices.Contains(forTests, s.pkg) {
				continue
			}
			for _, imported := range s.imports() {
				if slices.ContainsFunc(packages, func(p string) bool { return within(imported, p) }) {
					t.Errorf("%s imports %s", s.pkg, imported)
				}
			}
		}
	}
	var wired []string
	for _, s := range sources(t, "cmd/daylight", parser.ImportsOnly) {
		wired = append(wired, s.imports()...)
	}
	for _, part := range []string{"daylight/model", "daylight/data", "daylight/tui"} {
		if !slices.ContainsFunc(wired, func(p string) bool { return within(p, part) }) {
			t.Errorf("cmd/daylight does not import %s, which it is there to wire", part)
		}
	}
}

// A part of the terminal's side imports those that are made before it; a view knows no other view, and
// nothing below the root knows the root.
func TestAViewIsARoomOfItsOwn(t *testing.T) {
	kit := []string{"tui/kit/grid", "tui/kit/theme", "tui/kit/chart", "tui/kit/keyboard", "tui/kit/list", "tui/kit/page", "tui/kit/scene"}
	for _, s := range sources(t, "tui", parser.ImportsOnly) {
		if s.pkg == "tui" || slices.Contains(forTests, s.pkg) {
			continue
		}
		below := kit // of a view, and of the terminal
		if at := slices.Index(kit, s.pkg); at >= 0 {
			below = kit[:at]
		} else if within(s.pkg, "tui/kit") {
			t.Errorf("%s has no place among what screens are made of: %s", s.pkg, kit)
		}
		for _, imported := range s.imports() {
			if ours, found := strings.CutPrefix(imported, "daylight/"); found && within(ours, "tui") && !slices.Contains(below, ours) {
				t.Errorf("%s imports %s", s.pkg, imported)
			}
		}
	}
}

// What is read and what is printed meet in the model: neither is bent to the other.
func TestReadingAndPrintingKnowNothingButTheModel(t *testing.T) {
	for under, besides := range map[string]string{"data/load": "", "data/print": "", "data/figure": "daylight/data/print", "data/handout": "daylight/data/figure"} {
		for _, s := range sources(t, under, parser.ImportsOnly) {
			for _, imported := range s.imports() {
				if within(imported, "daylight") && !within(imported, "daylight/model") && imported != besides {
					t.Errorf("%s imports %s", s.pkg, imported)
				}
			}
		}
	}
}

func TestOnlyChartTouchesTheChartLibrary(t *testing.T) {
	const library = "github.com/NimbleMarkets/ntcharts"
	used := false
	for _, top := range []string{"cmd", "data", "model", "tui"} {
		for _, s := range sources(t, top, parser.ImportsOnly) {
			for _, imported := range s.imports() {
				switch {
				case !within(imported, library):
				case s.pkg == "tui/kit/chart":
					used = true
				default:
					t.Errorf("%s imports %s past the guards of tui/kit/chart", s.pkg, imported)
				}
			}
		}
	}
	if !used {
		t.Errorf("tui/kit/chart does not import %s: is this test looking for the right name?", library)
	}
}

// program lists the folders that daylight itself is made of: what measures it and what packs the reports
// do more.
var program = []string{"cmd/daylight", "cmd/internal/environ", lineToNotes, "data", "model", "tui"}

// lineToNotes is the one package that may listen and connect: at a socket in a folder of the account, which no
// network leads to.
const lineToNotes = "cmd/internal/talkline"

// local is all that it uses of the network.
var local = []string{"UnixAddr", "UnixConn", "UnixListener", "ListenUnix", "DialUnix", "ErrClosed"}

func TestDaylightNeitherTalksToTheNetworkNorStartsPrograms(t *testing.T) {
	calls := map[string][]string{
		"os":        {"StartProcess"},
		"syscall":   {"ForkExec", "StartProcess", "Exec", "Socket", "Connect", "Bind", "Listen", "Sendto"},
		"unix":      {"Exec", "Socket", "Connect", "Bind", "Listen", "Sendto"},
		"tea":       {"Exec", "ExecProcess"},
		"textinput": {"Paste"}, // which runs a program for the clipboard
	}
	seen := map[string]bool{}
	for _, folder := range program {
		for _, s := range sources(t, folder, parser.SkipObjectResolution) {
			seen[s.pkg] = true
			for _, imported := range s.imports() {
				if reaches(imported) && !(s.pkg == lineToNotes && imported == "net") {
					t.Errorf("%s imports %s", s.pkg, imported)
				}
			}
			ast.Inspect(s.file, func(n ast.Node) bool {
				if call, ok := n.(*ast.SelectorExpr); ok {
					if pkg, ok := call.X.(*ast.Ident); ok && (slices.Contains(calls[pkg.Name], call.Sel.Name) || pkg.Name == "net" && !slices.Contains(local, call.Sel.Name)) {
						t.Errorf("%s uses %s.%s", s.pkg, pkg.Name, call.Sel.Name)
					}
				}
				return true
			})
		}
	}
	for pkg := range dependencies(t) {
		if ours, found := strings.CutPrefix(pkg, "daylight/"); found && !seen[ours] {
			t.Errorf("%s is a part of daylight that this test does not look at", pkg)
		}
	}
}

// reaches says whether an import leads out of the program: to the network, to other programs or to code
// that is loaded.
func reaches(imported string) bool {
	if imported == "net/url" || imported == "net/netip" { // which only read
		return false
	}
	return slices.ContainsFunc([]string{"net", "os/exec", "plugin", "crypto/tls", "log/syslog", "C"}, func(p string) bool {
		return within(imported, p)
	})
}

// Of other people's packages that could do it, each was looked at: colorprofile runs tmux, which package
// environ keeps it from; Bubble Tea runs what it is given, which is nothing; the clipboard of text fields
// runs when their command is carried out, which is thrown away; pflag reads flags that are addresses.
func TestWhoCouldReachOutIsKnown(t *testing.T) {
	known := []string{
		"charm.land/bubbletea/v2", "github.com/atotto/clipboard", "github.com/charmbracelet/colorprofile", "github.com/spf13/pflag",
	}
	var could []string
	for pkg, imports := range dependencies(t) {
		if first, _, _ := strings.Cut(pkg, "/"); strings.Contains(first, ".") && slices.ContainsFunc(imports, reaches) {
			could = append(could, pkg)
		}
	}
	if slices.Sort(could); !slices.Equal(could, known) {
		t.Errorf("these import the network or other programs: %q, known are %q", could, known)
	}
}

// dependencies lists the packages that the program is built from, with what they import.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	list, err := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "daylight/cmd/daylight").Output()
	if err != nil {
		t.Fatalf("listing packages: %v", err)
	}
	found := map[string][]string{}
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		found[words[0]] = words[1:]
	}
	return found
}

// A panic in a goroutine that nobody recovers ends the program with the terminal left raw. Only the owner of
// the terminal starts some, and the line between two of them, and each begins with what it does about that.
func TestNothingButTheTerminalStartsGoroutinesAndThoseRecover(t *testing.T) {
	started := map[string]int{"tui/terminal": 0, lineToNotes: 0}
	for _, s := range slices.Concat(sources(t, "tui", parser.SkipObjectResolution), sources(t, "cmd/daylight", parser.SkipObjectResolution),
		sources(t, lineToNotes, parser.SkipObjectResolution)) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			bare, ok := n.(*ast.GoStmt)
			if !ok {
				return true
			}
			if _, may := started[s.pkg]; !may {
				t.Errorf("%s starts a goroutine of its own: return a tea.Cmd", path.Join(s.pkg, s.file.Name.Name))
				return true
			}
			started[s.pkg]++
			does, ok := bare.Call.Fun.(*ast.FuncLit)
			if ok {
				_, ok = does.Body.List[0].(*ast.DeferStmt)
			}
			if !ok {
				t.Errorf("%s starts a goroutine that does not begin with a defer", s.pkg)
			}
			return true
		})
	}
	for owner, n := range started {
		if n == 0 {
			t.Errorf("%s starts no goroutine: is this test looking in the right place?", owner)
		}
	}
}

// The version that other libraries ask for, v0.0.27, spends 24 ms before main begins.
func TestRuneWidthIsTheQuickVersion(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	required := regexp.MustCompile(`(?m)^\s*(?:require )?github\.com/mattn/go-runewidth (\S+)`).FindSubmatch(text)
	if required == nil || string(required[1]) != "v0.0.30" {
		t.Errorf("go.mod requires go-runewidth %s, not v0.0.30", required)
	}
	if regexp.MustCompile(`go-runewidth.*=>`).Match(text) {
		t.Error("go.mod replaces go-runewidth")
	}
}
