package tui_test

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// heard is what a picture of a question says to who cannot see it.
func heard(t *testing.T, d *report.Dataset, q query.Query) (title, desc string) {
	t.Helper()
	picture, err := tui.Picture(tui.Options{Data: d, Query: q, World: data.World}, 120, 36)
	if err != nil {
		t.Fatal(err)
	}
	var svg struct {
		Title string `xml:"title"`
		Desc  string `xml:"desc"`
	}
	if err := xml.Unmarshal([]byte(picture), &svg); err != nil {
		t.Fatal(err)
	}
	return svg.Title, svg.Desc
}

func question(t *testing.T, d *report.Dataset, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text, d)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// TestAPictureSaysTheFiguresThatItShows works what a picture must say out of the dataset.
func TestAPictureSaysTheFiguresThatItShows(t *testing.T) {
	d := tuitest.Reports()
	e, f := answer.NewEngine(d), answer.Format{}
	count := func(figure answer.Figure) string { return f.Figure(figure, report.Requests) }
	first := func(text string) []string { // the row that asks most, and the total
		r := e.Result(question(t, d, text))
		m := r.Query.Measure
		return []string{fmt.Sprintf("%s (%s)", r.Rows[0].Name, f.Figure(r.Rows[0].Figures[m], m)), "together: " + f.Figure(r.Total.Figures[m], m)}
	}
	periods := func(text string) []string { // the first and the last period
		rows := e.Result(question(t, d, text)).Rows
		return []string{
			"from " + count(rows[0].Figures[report.Requests]) + " in " + rows[0].ID,
			"to " + count(rows[len(rows)-1].Figures[report.Requests]) + " in " + rows[len(rows)-1].ID,
		}
	}
	ireland := e.Profile(question(t, d, "view=country country=IE"))
	place, of, _ := ireland.Place(report.Requests)
	records := question(t, d, "view=records country=IE")
	compared := e.Compared(question(t, d, "view=compare pins=DE,FR"))
	highest := slices.MaxFunc(e.Result(question(t, d, "by=period sort=period period=2013-H1..")).Rows, func(a, b answer.Row) int {
		return int(a.Figures[report.Requests].Lo - b.Figures[report.Requests].Lo)
	})
	for _, c := range []struct {
		text, title string
		says        []string
	}{
		{"period=2012", "Requests to Microsoft by country, 2012", first("period=2012")},
		{"view=map period=2012", "Requests to Microsoft per million people", first("view=map period=2012")},
		{"by=service period=2012", "by service", first("by=service period=2012")},
		{"view=trend by=period sort=period", "by period, 2012 to ", append(periods("by=period sort=period"),
			"the highest "+count(highest.Figures[report.Requests])+" in "+highest.ID)},
		{"view=trend country=IE", "Ireland", periods("by=period sort=period country=IE")},
		{"view=matrix country=IE", "Ireland", []string{"1 country", "the highest is Ireland"}},
		{"view=compare pins=DE,FR", "side by side", []string{
			"Germany: " + count(compared.Figure(0, report.Requests)),
			"France " + count(compared.Figure(1, report.Requests)) + " (" + f.Difference(compared.Difference(1, report.Requests), report.Requests),
		}},
		{"view=country country=IE", "Requests to Microsoft from Ireland", []string{
			"requests " + count(ireland.Row.Figures[report.Requests]), fmt.Sprintf("rank %d of %d", place, of),
		}},
		{"view=records country=IE", "Ireland", []string{
			fmt.Sprintf("%d records", e.Listing(records).Len()), "together: " + count(e.ListedRequests(records)),
		}},
		{"view=sources", "Sources of the figures", []string{fmt.Sprintf("%d sources", len(e.Sources(question(t, d, "view=sources"))))}},
		{"publisher=all", fmt.Sprintf("Requests to %d companies by", len(d.Publishers)), nil},
		{"top=2", "", []string{"2 of "}},
	} {
		title, desc := heard(t, d, question(t, d, c.text))
		if !strings.Contains(title, c.title) {
			t.Errorf("%s: the title is %q, without %q", c.text, title, c.title)
		}
		for _, says := range c.says {
			if !strings.Contains(desc, says) {
				t.Errorf("%s: the picture says %q, not %q", c.text, desc, says)
			}
		}
	}
}

// A year is longer than the half-years beside it, and one of which half is printed shorter than others.
func TestAPictureSaysWhatPeriodsAreNotLikeOthers(t *testing.T) {
	d := tuitest.Reports()
	if _, desc := heard(t, d, question(t, d, "view=trend country=US")); !strings.Contains(desc, "in 2012 (12 months)") || !strings.Contains(desc, "of half-years the lowest") {
		t.Errorf("of a year among half-years: %q", desc)
	}
	rows := answer.NewEngine(d).Result(question(t, d, "by=year sort=period country=US")).Rows
	last := rows[len(rows)-1]
	if last.Partial == "" {
		t.Skip("the last year is all there")
	}
	_, desc := heard(t, d, question(t, d, "view=trend grain=year country=US"))
	if !strings.Contains(desc, last.ID+" ("+last.Partial+")") || strings.Contains(desc, "the lowest "+answer.Format{}.Figure(last.Figures[report.Requests], report.Requests)+" in "+last.ID) {
		t.Errorf("of a year that is not all there: %q", desc)
	}
}

func TestEveryPictureSaysSomething(t *testing.T) {
	d := tuitest.Reports()
	for _, view := range query.Views() {
		for _, rest := range []string{"", "period=2012", "measure=content_rate", "measure=change period=2024-H1", "by=outcome", "by=year", "by=publisher publisher=all", "period=1999", "search=zzz", "country=VA"} {
			q := question(t, d, "view="+view.String()+" "+rest)
			title, desc := heard(t, d, q)
			if title == "" || !strings.HasSuffix(desc, ".") || strings.Contains(title+desc, "%!") || strings.Contains(desc, "  ") || strings.Contains(desc, " .") {
				t.Errorf("view=%s %s: %q, %q", view, rest, title, desc)
			}
		}
	}
}
