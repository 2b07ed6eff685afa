package print

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"daylight/model/answer"
	"daylight/model/report"
)

// writeJSON writes a whole document: the canonical query, what it shows and comes to in words, the measure, the
// lines, where some are hidden the sum of those shown, the total of the filter, the
// notes that meet the view and the sources of its records. Names, order and lines
// are those of the csv form; what is not reported is null, a range is {"lo","hi"},
// marks are a list; beside them stands what a change compares, and of coverage what is to be said of each publisher. Each line, note and
// source stands on a line of its own.
func writeJSON(p *Document, w io.Writer, f answer.Format) error {
	notes := make([][]byte, len(p.Answer.Notes))
	for i, n := range p.Answer.Notes {
		notes[i] = (&object{}).text("id", n.ID).text("text", n.Text).text("scope", n.Scope).bytes()
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"query\": %s,\n  \"headline\": %s,\n", quote(p.Query.String()), quote(p.Headline()))
	if finding := p.Finding(f); finding != "" {
		fmt.Fprintf(&out, "  \"finding\": %s,\n", quote(finding))
	}
	fmt.Fprintf(&out, "  \"measure\": %s,\n", quote(p.Query.Measure.String()))
	fmt.Fprintf(&out, "  \"rows\": %s,\n", list(p.view.data(p).objects(), "  "))
	if p.view.besides != nil {
		name, objects := p.view.besides(p)
		fmt.Fprintf(&out, "  %s: %s,\n", quote(name), list(objects, "  "))
	}
	if shown := p.subtotal(); shown != nil {
		fmt.Fprintf(&out, "  \"shown\": %s,\n", sumObject(shown))
	}
	fmt.Fprintf(&out, "  \"total\": %s,\n", sumObject(&p.Answer.Total))
	fmt.Fprintf(&out, "  \"notes\": %s,\n", list(notes, "  "))
	if p.Held != nil {
		fmt.Fprintf(&out, "  \"publishers\": %s,\n", list(heldObjects(p.Held), "  "))
	}
	fmt.Fprintf(&out, "  \"sources\": %s\n}\n", list(sourceRelation(p.Sources).objects(), "  "))
	return writeText(w, "json", out.Bytes())
}

// sourcesJSON is the list of sources, as scripts read it; what is here of publishers is in
// that of the sources view.
func sourcesJSON(w io.Writer, _ []answer.Holdings, sources []report.Source) error {
	return writeText(w, "json", append(list(sourceRelation(sources).objects(), ""), '\n'))
}

// heldObjects are what is here of publishers, each as an object: as numbers and lists,
// and as sentences.
func heldObjects(held []answer.Holdings) [][]byte {
	objects := make([][]byte, len(held))
	for i := range held {
		h := &held[i]
		o := (&object{}).text("id", h.ID).text("name", h.Name)
		if h.Halves > 0 {
			o.text("first", h.First.String()).text("last", h.Last.String())
		}
		o.raw("half_years", []byte(strconv.Itoa(h.Halves)))
		var gaps, missing [][]byte
		for _, g := range h.Unknown() {
			gaps = append(gaps, (&object{}).text("from", g.From.String()).text("to", g.To.String()).bytes())
		}
		for _, m := range h.Missing {
			lacks := (&object{}).text("period", m.Period.String()).text("what", m.What)
			if m.InPart {
				lacks.raw("in_part", []byte("true"))
			}
			missing = append(missing, lacks.bytes())
		}
		o.raw("no_report", inline(gaps)).raw("not_here", inline(missing))
		o.raw("in_totals", words(h.Counted).json()).raw("not_in_totals", words(h.Left).json())
		o.raw("records", []byte(strconv.Itoa(h.Records))).raw("derived", []byte(strconv.Itoa(h.Derived))).raw("sources", words(h.Sources).json())
		objects[i] = o.raw("says", words(h.Says()).json()).bytes()
	}
	return objects
}

// inline is a list on one line.
func inline(items [][]byte) []byte {
	return append(append([]byte{'['}, bytes.Join(items, []byte(", "))...), ']')
}

// sumObject is a sum of rows, with all that a row says but its name.
func sumObject(row *answer.Row) []byte {
	r := relation{beside: besides, lines: func(yield func([]value) bool) { yield(appendFigures(nil, row)) }}
	for c := range everyColumn {
		r.columns = append(r.columns, c.String())
	}
	r.columns = append(r.columns, "marks")
	return r.objects()[0]
}

// objects are the lines of a relation, each on a line. A column that repeats
// another is its member already.
func (r relation) objects() [][]byte {
	var objects [][]byte
	names := slices.Concat(r.columns, r.beside)
	for line := range r.lines {
		o := &object{}
		for i, c := range line {
			if c != nil && slices.Index(names, names[i]) == i {
				o.raw(names[i], c.json())
			}
		}
		objects = append(objects, o.bytes())
	}
	return objects
}

// object is a JSON object on one line, its members in the order of their adding.
type object struct{ members [][]byte }

func (o *object) raw(name string, value []byte) *object {
	o.members = append(o.members, append(append(quote(name), ": "...), value...))
	return o
}

func (o *object) text(name, value string) *object { return o.raw(name, quote(value)) }

func (o *object) bytes() []byte {
	return append(append([]byte{'{'}, bytes.Join(o.members, []byte(", "))...), '}')
}

// list puts each item on a line of its own, indented by two more than the line
// that it starts in.
func list(items [][]byte, indent string) []byte {
	if len(items) == 0 {
		return []byte("[]")
	}
	between := "\n" + indent + "  "
	out := append([]byte{'['}, between...)
	out = append(out, bytes.Join(items, []byte(","+between))...)
	return append(out, "\n"+indent+"]"...)
}

// quote prints a JSON string, with < and & as they are.
func quote(s string) []byte {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		return append(append([]byte{'"'}, s...), '"') // as nearly all are, and ten times as fast
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes, and a buffer takes everything
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func writeText(w io.Writer, form string, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("writing %s: %w", form, err)
	}
	return nil
}
