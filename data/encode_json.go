package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"daylight/model"
)

// WriteJSON writes a whole result: the canonical query, the measure, the rows,
// the total of the filter, the notes that meet the view and the sources of its
// records. Names and order are those of the csv form; what is not reported is
// null, a range is {"lo","hi"}, marks are a list. Each row, note and source
// stands on a line of its own.
func WriteJSON(w io.Writer, r *model.Result, sources []model.Source) error {
	rows := make([][]byte, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = rowObject(row, r.Query.By.String())
	}
	notes := make([][]byte, len(r.Notes))
	for i, n := range r.Notes {
		notes[i] = (&object{}).text("id", n.ID).text("text", n.Text).text("scope", n.Scope).bytes()
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"query\": %s,\n  \"measure\": %s,\n", quote(r.Query.String()), quote(r.Query.Measure.String()))
	fmt.Fprintf(&out, "  \"rows\": %s,\n", list(rows, "  "))
	fmt.Fprintf(&out, "  \"total\": %s,\n", rowObject(r.Total, ""))
	fmt.Fprintf(&out, "  \"notes\": %s,\n", list(notes, "  "))
	fmt.Fprintf(&out, "  \"sources\": %s\n}\n", list(sourceObjects(sources), "  "))
	return writeText(w, "json", out.Bytes())
}

// WriteSourcesJSON writes sources as a list of objects.
func WriteSourcesJSON(w io.Writer, sources []model.Source) error {
	return writeText(w, "json", append(list(sourceObjects(sources), ""), '\n'))
}

func sourceObjects(sources []model.Source) [][]byte {
	objects := make([][]byte, len(sources))
	for i, s := range sources {
		o := &object{}
		for j, text := range sourceRow(s) {
			o.text(sourceColumns[j].name, text)
		}
		objects[i] = o.bytes()
	}
	return objects
}

// rowObject is one row; without a key it has figures only, as the total has.
func rowObject(r model.Row, key string) []byte {
	o := &object{}
	if key != "" {
		o.text(key, r.ID).text("name", r.Name)
	}
	for _, c := range everyColumn() {
		o.raw(c.String(), jsonFigure(r.Figures[c], c))
	}
	marks := [][]byte{}
	for _, m := range marksOf(r) {
		marks = append(marks, quote(m))
	}
	return o.raw("marks", append(append([]byte{'['}, bytes.Join(marks, []byte(", "))...), ']')).bytes()
}

func jsonFigure(f model.Figure, c model.Column) []byte {
	switch {
	case !isReported(f, c):
		return []byte("null")
	case !c.IsCount():
		return []byte(decimal(f.Rate))
	case f.IsRange():
		return (&object{}).raw("lo", strconv.AppendInt(nil, f.Lo, 10)).raw("hi", strconv.AppendInt(nil, f.Hi, 10)).bytes()
	}
	return strconv.AppendInt(nil, f.Lo, 10)
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
