package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// page is the manual page, by section.
func page(t *testing.T) map[string]string {
	t.Helper()
	sections := map[string]string{}
	for _, part := range strings.Split(output(t, "man"), "\n.SH ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		sections[name] = text
	}
	return sections
}

func TestTheManualPageNamesEveryVariableThatIsRead(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "environment.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	variable := regexp.MustCompile(`^[A-Z][A-Z_]+$`)
	text, read := strings.NewReplacer(`\fB`, "", `\fR`, "").Replace(page(t)["ENVIRONMENT"]), 0
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if name, _ := strconv.Unquote(l.Value); variable.MatchString(name) {
				if read++; !regexp.MustCompile(`\b` + name + `\b`).MatchString(text) {
					t.Errorf("the manual page says nothing of %s", name)
				}
			}
		}
		return true
	})
	if read < 10 {
		t.Errorf("only %d variables are read: does this test look at the right file?", read)
	}
}

func TestEveryExitCodeIsExplained(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, codes, _ := strings.Cut(string(readme), "Exit codes: ")
	codes, _, _ = strings.Cut(codes, "`NO_COLOR`")
	text := page(t)["EXIT STATUS"]
	for _, code := range []int{
		exitDone, exitFailure, exitUsage, exitData, exitHangup, exitInterrupt, 131, 134, exitTerminate,
	} {
		if !strings.Contains(text, fmt.Sprintf("\\fB%d\\fR\n", code)) {
			t.Errorf("the manual page does not explain %d", code)
		}
		if !regexp.MustCompile(fmt.Sprintf(`\b%d\b`, code)).MatchString(codes) {
			t.Errorf("the README does not name %d", code)
		}
	}
}

// What stands there is typed into terminals: troff would make other signs of some of it.
func TestTheManualPageKeepsTheSignsOfCommands(t *testing.T) {
	for text, want := range map[string]string{
		"--format":   `\-\-format`,
		"~/.config":  `\(ti/.config`,
		".TH":        `\&.TH`,
		"'quoted'":   `\&'quoted\(aq`,
		`back\slash`: `back\eslash`,
		"×":          `\[u00D7]`,
		"a.b":        "a.b",
	} {
		if got := troff(text); got != want {
			t.Errorf("%q is written as %q, not %q", text, got, want)
		}
	}
	if text := output(t, "man"); strings.ContainsFunc(text, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }) {
		t.Error("it holds what not every troff reads")
	}
}
