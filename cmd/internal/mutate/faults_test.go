package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// planted are the faults of the body of a function, each as what is changed and what the body becomes.
func planted(t *testing.T, source string) map[string]string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "small.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range faultsIn(fset, file, []byte(source)) {
		all[f.what] += string(f.apply([]byte(source)))
	}
	return all
}

func TestEachFaultIsOneSmallChange(t *testing.T) {
	const head = "package p\n\nfunc f(a, b int) int {\n\t"
	const foot = "\n}\n"
	for _, c := range []struct{ body, what, becomes string }{
		{"g(a < b)", "< becomes <=", "g(a <= b)"},
		{"g(a < b)", "< becomes >", "g(a > b)"},
		{"g(a >= b)", ">= becomes >", "g(a > b)"},
		{"g(a == b)", "== becomes !=", "g(a != b)"},
		{"g(a + b)", "+ becomes -", "g(a - b)"},
		{"g(a * b)", "* becomes /", "g(a / b)"},
		{"g(x && y)", "&& becomes ||", "g(x || y)"},
		{"g(x || y)", "|| becomes &&", "g(x && y)"},
		{"g(a &^ b)", "&^ becomes &", "g(a & b)"},
		{"a += b", "+= becomes -=", "a -= b"},
		{"a++", "++ becomes --", "a--"},
		{"g(7)", "7 becomes 8", "g(8)"},
		{"g(1_000)", "1_000 becomes 1001", "g(1001)"},
		{"g(0.5)", "0.5 becomes 1.5", "g(1.5)"},
		{"g(2.0)", "2.0 becomes 3.", "g(3.)"},
		{"g(true)", "true becomes false", "g(false)"},
		{"g(min(a, b))", "min becomes max", "g(max(a, b))"},
		{"if a < b { g() } else { h() }", "condition negated", "if !(a < b) { g() } else { h() }"},
		{"if !x { g() } else { h() }", "condition negated", "if x { g() } else { h() }"},
		{"switch { case x: g() }", "condition negated", "switch { case !(x): g() }"},
		{"for a < b { g() }", "condition negated", "for !(a < b) { g() }"},
		{"g()", "statement dropped", ""},
		{"a = b", "statement dropped", ""},
		{"if x { y := 1 }", "statement dropped", ""},
		{"switch a { case b: g() }", "statement dropped", "switch a { case b:  }"},
		{"for { break }", "statement dropped", "for {  }"},
		{"for { continue }", "continue becomes break", "for { break }"},
	} {
		if got := planted(t, head+c.body+foot)[c.what]; got != head+c.becomes+foot {
			t.Errorf("in %q, %s gives:\n%s", c.body, c.what, got)
		}
	}
}

func TestAFunctionReturnsAtOnceWhateverItReturns(t *testing.T) {
	const what = "returns at once"
	for _, c := range []struct{ source, becomes string }{
		{"func f() { g() }", "func f() { return ; g() }"},
		{"func f() int { return g() }", "func f() int { return *new(int); return g() }"},
		{"func f() (a, b int, err error) { return g() }", "func f() (a, b int, err error) { return *new(int), *new(int), *new(error); return g() }"},
		{"func f() error { return nil }", ""}, // it does so already
		{"func f() {}", ""},
	} {
		got := planted(t, "package p\n"+c.source)[what]
		if got = strings.TrimPrefix(got, "package p\n"); got != c.becomes {
			t.Errorf("%q, %s: %q", c.source, what, got)
		}
	}
}

func TestWhatNoTestShouldHoldIsLeftAlone(t *testing.T) {
	for _, source := range []string{
		`var a = "words"`,      // a test would only say them again
		"var a = 0xff8800",     // so of a colour
		"var a [3]int",         // the compiler holds it
		"func f() { a := b }",  // what is declared is used
		"import _ \"embed\"\n", // nothing to change
	} {
		all := planted(t, "package p\n"+source)
		delete(all, "returns at once")
		if len(all) > 0 {
			t.Errorf("%q: %v", source, all)
		}
	}
	if all := planted(t, "package p\nfunc f() { for i := a; i < b; i++ { g() } }"); all["++ becomes --"] != "" {
		t.Error("a loop without end is planted")
	}
}

func TestAFaultIsNamedByPlaceAndFunction(t *testing.T) {
	const source = "package p\n\nconst most = 5\n\nfunc (l *list[T]) cut() bool {\n\treturn l.n > most\n}\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "small.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faultsIn(fset, file, []byte(source)) {
		f.file = "small.go"
		got = append(got, f.String()+": "+f.line)
	}
	want := []string{
		"small.go:3:14: most: 5 becomes 6: const most = 5",
		"small.go:5:19: list.cut: returns at once: func (l *list[T]) cut() bool {",
		"small.go:6:2: list.cut: statement dropped: return l.n > most",
		"small.go:6:13: list.cut: > becomes >=: return l.n > most",
		"small.go:6:13: list.cut: > becomes <: return l.n > most",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("named:\n%s", strings.Join(got, "\n"))
	}
}
