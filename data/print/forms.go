package print

import (
	"fmt"
	"io"
	"slices"

	"daylight/model/answer"
	"daylight/model/report"
)

// form is a way to write a document, and a list of sources alone.
type form struct {
	name    string
	write   func(*Document, io.Writer, answer.Format) error
	sources func(io.Writer, []answer.Holdings, []report.Source) error
}

var forms = []form{
	{"csv", writeCSV, sourcesCSV},
	{"json", writeJSON, sourcesJSON},
	{"markdown", writeMarkdown, sourcesMarkdown},
}

// Forms are the names of the forms that Write and Sources know.
func Forms() []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

// Write writes the document in one of Forms. What people read is written as the
// format says; csv and json are the same whatever it is.
func (p *Document) Write(w io.Writer, form string, f answer.Format) error {
	known, err := formOf(form)
	if err != nil {
		return err
	}
	return known.write(p, w, f)
}

// Sources writes sources in one of Forms, with the columns of sources.csv; where people
// read it, what is here of publishers stands before them.
func Sources(w io.Writer, held []answer.Holdings, sources []report.Source, form string) error {
	known, err := formOf(form)
	if err != nil {
		return err
	}
	return known.sources(w, held, sources)
}

func formOf(name string) (form, error) {
	if at := slices.IndexFunc(forms, func(f form) bool { return f.name == name }); at >= 0 {
		return forms[at], nil
	}
	return form{}, fmt.Errorf("unknown form %q: the forms are csv, json and markdown", name)
}
