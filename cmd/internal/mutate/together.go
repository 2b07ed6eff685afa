package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"maps"
	"path/filepath"
	"slices"
)

// How many faults stand in one program.
//
// To build the tests takes longer than to run those that find a fault, so they are built once, with all
// faults in them. A function that has faults has a body for each, and asks at its head which one was
// chosen, by a variable of the environment:
//
//	func (b *box) holds(n int) bool { switch chosenFault { case 7: return func() bool {
//		return n <= b.most
//	}() };
//		return n < b.most
//	}
//
// A fault outside of functions, as in a constant, gets a build of its own.

// choose is the variable of the environment that chooses a fault by its number; none is chosen without.
const choose = "MUTATE_FAULT"

// chosenFault is a file that is added to the package.
const chosenFault = "package %s\n\nimport (\n\t\"os\"\n\t\"strconv\"\n)\n\nvar chosenFault, _ = strconv.Atoi(os.Getenv(%q))\n"

// together returns the files of the package with all those faults in them that stand in functions, and
// gives these their numbers, from 1.
func (p *source) together(faults []*fault) map[string][]byte {
	byFunction := map[*ast.FuncDecl][]*fault{}
	for i, f := range faults {
		if fn := p.functionAround(f); fn != nil {
			f.number = i + 1
			byFunction[fn] = append(byFunction[fn], f)
		}
	}
	files := map[string][]byte{
		filepath.Join(p.dir, "chosen_fault.go"): fmt.Appendf(nil, chosenFault, p.trees[0].Name.Name, choose),
	}
	// From the end of a file to its beginning, so that the places before stay what they are.
	for _, fn := range slices.SortedFunc(maps.Keys(byFunction), func(a, b *ast.FuncDecl) int { return cmp.Compare(b.Pos(), a.Pos()) }) {
		own := byFunction[fn]
		name := own[0].name
		if files[name] == nil {
			files[name] = p.textOf(name)
		}
		files[name] = slices.Insert(slices.Clone(files[name]), p.offset(fn.Body.Lbrace)+1, p.bodies(fn, own)...)
	}
	return files
}

// bodies are those of a function with each of its faults, of which one may have been chosen.
func (p *source) bodies(fn *ast.FuncDecl, faults []*fault) []byte {
	src := p.textOf(faults[0].name)
	head, end := p.offset(fn.Body.Lbrace)+1, p.offset(fn.Body.Rbrace)
	var out bytes.Buffer
	out.WriteString(" switch chosenFault {")
	for _, f := range faults {
		body := slices.Concat(src[head:f.at], []byte(f.text), src[f.end:end])
		if results := fn.Type.Results; results == nil {
			fmt.Fprintf(&out, " case %d: func() {%s}(); return;", f.number, body)
		} else {
			fmt.Fprintf(&out, " case %d: return func() %s {%s}();", f.number, src[p.offset(results.Pos()):p.offset(results.End())], body)
		}
	}
	out.WriteString(" };")
	return out.Bytes()
}
