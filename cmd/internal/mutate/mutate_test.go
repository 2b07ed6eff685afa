package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/cover"
)

// small is a module with one function that is tested well, one whose border is not, and one without a test.
var small = map[string]string{
	"go.mod": "module small\n\ngo 1.26\n",
	"small.go": `package small

func Larger(a int) int { return a + 1 }

func Many(a int) bool { return a > 100 }

func Nobody(a int) bool {
	return a == 3
}
`,
	"small_test.go": `package small

import "testing"

func TestLarger(t *testing.T) {
	if Larger(4) != 5 {
		t.Error("not larger")
	}
}

func TestMany(t *testing.T) {
	if Many(5) || !Many(500) {
		t.Error("not many")
	}
}
`,
}

// shapes is a module with functions of every shape, each of which is tested well.
var shapes = map[string]string{
	"go.mod": "module shapes\n\ngo 1.26\n",
	"shapes.go": `package shapes

const most = 2

var started int

type list[T any] struct{ all []T }

type empty struct{}

func init() { started = 1 }

func (l *list[T]) add(one T) { l.all = append(l.all, one) }

func (l list[T]) full() bool { return len(l.all) >= most }

func (empty) count(int, string) int { return 7 }

func (*empty) weight(_ int, _ ...string) int { return 8 }

func sum(first int, rest ...int) (total int) {
	total = first
	for _, n := range rest {
		total += n
	}
	return
}

func pair[A, B any](a A) (A, B, int) {
	var b B
	return a, b, 9
}
`,
	"shapes_test.go": `package shapes

import "testing"

func TestShapes(t *testing.T) {
	var l list[int]
	for n := range 3 {
		if l.full() != (n >= 2) || len(l.all) != n {
			t.Error(n)
		}
		l.add(n)
	}
	a, b, n := pair[int, string](4)
	if a != 4 || b != "" || n != 9 || sum(1, 2, 3) != 6 || started != 1 {
		t.Error(a, b, n, started)
	}
	if (empty{}).count(1, "") != 7 || (&empty{}).weight(1) != 8 {
		t.Error("empty")
	}
}
`,
}

// inModule has a test work in a module.
func inModule(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func TestFaultsThatNoTestFindsArePrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a module many times")
	}
	inModule(t, small)
	var out, talk strings.Builder
	if err := run([]string{"-v", "-only", "becomes", "."}, &out, &talk); err != nil {
		t.Fatal(err)
	}
	const want = `small.go:5:34: Many: > becomes >=
	func Many(a int) bool { return a > 100 }
small.go:5:36: Many: 100 becomes 101
	func Many(a int) bool { return a > 100 }
small.go:8:11: Nobody: == becomes != (no test reaches it)
	return a == 3
small.go:8:14: Nobody: 3 becomes 4 (no test reaches it)
	return a == 3
small: 3 of 7 found, 0 equivalent, 4 survive
`
	if out.String() != want {
		t.Errorf("printed:\n%s", out.String())
	}
	for _, said := range []string{"+ becomes -: found by TestLarger", "1 becomes 2: found by TestLarger", "> becomes <: found by TestMany"} {
		if !strings.Contains(talk.String(), said) {
			t.Errorf("%q is not said in:\n%s", said, talk.String())
		}
	}
	if now, err := os.ReadFile("small.go"); err != nil || string(now) != small["small.go"] {
		t.Error("the file is changed on disk")
	}
}

func TestFaultsOfEveryFunctionStandTogetherInOneProgram(t *testing.T) {
	inModule(t, shapes)
	packages, err := load([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	drawn := draw(packages, 1000, 1, regexp.MustCompile(""))
	packages[0].together(drawn)
	for _, f := range drawn {
		if together := f.number > 0; together != (f.function != "most") {
			t.Errorf("%v stands with others: %v", f, together)
		}
	}
	if testing.Short() {
		t.Skip("builds a module")
	}
	var out, talk strings.Builder
	if err := run([]string{"-n", "1000", "-p", "2", "."}, &out, &talk); err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("shapes: %d of %[1]d found, 0 equivalent, 0 survive\n", len(drawn)); len(drawn) < 15 || out.String() != want {
		t.Errorf("printed:\n%s%s", out.String(), talk.String())
	}
}

func TestADrawCanBeRepeated(t *testing.T) {
	inModule(t, small)
	draws := map[string]string{}
	for _, seed := range []string{"1", "2", "1"} {
		var out, talk strings.Builder
		if err := run([]string{"-list", "-n", "4", "-seed", seed, "."}, &out, &talk); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "\n"); n != 4 {
			t.Errorf("seed %s draws %d faults", seed, n)
		}
		if before, again := draws[seed]; again && before != out.String() {
			t.Errorf("seed %s draws\n%sand then\n%s", seed, before, out.String())
		}
		draws[seed] = out.String()
	}
	if draws["1"] == draws["2"] {
		t.Error("two seeds draw the same")
	}
}

func TestAChangeThatDoesNotCompileIsNotPlanted(t *testing.T) {
	inModule(t, small)
	var out, talk strings.Builder
	if err := run([]string{"-list", "."}, &out, &talk); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "dropped") { // a return that its function needs
		t.Errorf("drawn:\n%s", out.String())
	}
}

func TestWhatIsEquivalentIsNamedWithAReason(t *testing.T) {
	known, err := readEquivalents("# about\n\np f: < becomes <=: if a < b {\n\tBoth are right.\n")
	if err != nil {
		t.Fatal(err)
	}
	f := &fault{pkg: "p", function: "f", what: "< becomes <=", line: "if a < b {", row: 7}
	if !known[f.id()] {
		t.Error("the fault is not known")
	}
	p := &source{path: "p", faults: []*fault{f}}
	if stale := known.stale([]*source{p}); len(stale) != 0 {
		t.Errorf("no longer there: %q", stale)
	}
	f.line = "if b < a {"
	if stale := known.stale([]*source{p}); len(stale) != 1 {
		t.Error("the line was edited, and nothing is said")
	}
	for _, text := range []string{"p f: x: y\n", "p f: x: y\np f: z: y\n\tWhy.\n"} {
		if _, err := readEquivalents(text); err == nil {
			t.Errorf("%q is taken without a reason", text)
		}
	}
	if _, err := readEquivalents(equivalentText); err != nil {
		t.Error(err)
	}
}

func TestTheProfileOfATestSaysWhatItReaches(t *testing.T) {
	one, other := &test{name: "TestOne"}, &test{name: "TestOther"}
	for test, profile := range map[*test]string{
		one:   "mode: set\np/a.go:3.10,5.2 1 1\np/a.go:7.10,9.2 1 0\n",
		other: "mode: set\np/a.go:3.10,5.2 1 0\np/a.go:7.10,9.2 1 0\n",
	} {
		var err error
		if test.profile, err = cover.ParseProfilesFromReader(strings.NewReader(profile)); err != nil {
			t.Fatal(err)
		}
	}
	b := &bench{of: &source{path: "p"}, tests: []*test{one, other}}
	if got := b.reaching(&fault{name: "a.go", row: 4, col: 1}); len(got) != 1 || got[0] != one {
		t.Errorf("line 4 is reached by %v", got)
	}
	if got := b.reaching(&fault{name: "a.go", row: 8, col: 1}); len(got) != 0 {
		t.Errorf("line 8 is reached by %v", got)
	}
}
