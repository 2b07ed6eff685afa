package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// What is one of many is a row of a table. A view that is asked for by its name, or by its number, is one that a ninth
// view would have to be added to.
func TestNobodyAsksWhichViewOneIs(t *testing.T) {
	views := viewConstants(t)
	for _, top := range []string{"cmd", "data", "model", "tui"} {
		for _, s := range sources(t, top, parser.SkipObjectResolution) {
			if asked := asksWhich(s.file, views); len(asked) > 0 {
				t.Errorf("%s asks of a view whether it is %s: let a row of a table of the views say what it does", s.pkg, strings.Join(asked, ", "))
			}
		}
	}
}

func TestAskingWhichViewOneIsIsFound(t *testing.T) {
	views := viewConstants(t)
	for code, found := range map[string]bool{
		"if q.View == query.MapView {}":                                    true,
		"if query.MapView != v {}":                                         true,
		"_ = v >= query.CountryView && !listed":                            true,
		"_ = q.View > 4":                                                   true,
		"_ = a.View < b.View":                                              true,
		"switch v {\ncase query.MapView, query.TrendView:\n}":              true,
		"switch {\ncase q.By == by && v == query.MapView:\n}":              true,
		"switch q.View {\n}":                                               true,
		"_ = slices.Contains([]query.View{query.MapView}, v)":              true,
		"q.View = query.MapView":                                           false,
		"do(model.Show{View: query.MapView})":                              false,
		"_ = map[query.View]string{query.MapView: `m`}":                    false,
		"_ = was.View != is.View":                                          false,
		"_ = q.View.Groups() && rooms[query.ExploreView].layout(s) == nil": false,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {\n"+code+"\n}", parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if asked := asksWhich(file, views); (len(asked) > 0) != found {
			t.Errorf("in %s it finds %q", code, asked)
		}
	}
}

// viewConstants are the names of the views in the program.
func viewConstants(t *testing.T) map[string]bool {
	t.Helper()
	const table = "model/query/views.go"
	views := map[string]bool{}
	for _, s := range sources(t, table, parser.SkipObjectResolution) {
		for _, d := range s.file.Decls {
			if block, ok := d.(*ast.GenDecl); ok && block.Tok == token.CONST {
				for _, spec := range block.Specs {
					views[spec.(*ast.ValueSpec).Names[0].Name] = true
				}
			}
		}
	}
	if delete(views, "NumViews"); len(views) == 0 {
		t.Fatalf("%s names no view", table)
	}
	return views
}

// asksWhich lists where a file compares a view with a named one, orders views by number, or tells them apart in a
// switch.
func asksWhich(file *ast.File, views map[string]bool) []string {
	var asked []string
	named := func(e ast.Expr) bool { // a view by its name
		if s, ok := e.(*ast.SelectorExpr); ok {
			e = s.Sel
		}
		id, ok := e.(*ast.Ident)
		if ok && views[id.Name] {
			asked = append(asked, id.Name)
		}
		return ok && views[id.Name]
	}
	field := func(e ast.Expr) bool { // the view of a question
		s, ok := e.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "View"
	}
	number := func(e ast.Expr) bool { _, ok := e.(*ast.BasicLit); return ok }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			ordered := n.Op == token.LSS || n.Op == token.LEQ || n.Op == token.GTR || n.Op == token.GEQ
			if n.Op != token.EQL && n.Op != token.NEQ && !ordered || named(n.X) || named(n.Y) {
				return true
			}
			if field(n.X) && (ordered || number(n.Y)) || field(n.Y) && (ordered || number(n.X)) {
				asked = append(asked, "before or after another")
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && field(n.Tag) {
				asked = append(asked, "one of a switch")
			}
		case *ast.CaseClause:
			for _, e := range n.List {
				named(e)
			}
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "slices" && (s.Sel.Name == "Contains" || s.Sel.Name == "Index") {
					ast.Inspect(n, func(inner ast.Node) bool {
						if e, ok := inner.(ast.Expr); ok && named(e) {
							return false
						}
						return true
					})
				}
			}
		}
		return true
	})
	return asked
}
