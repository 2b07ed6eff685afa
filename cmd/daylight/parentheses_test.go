package main

import (
	"slices"
	"strings"
	"testing"

	"daylight/data"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

func TestShowPutsARateThatCoversLittleInParentheses(t *testing.T) {
	d, err := data.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"period=2012", "sort=-disclosed_rate"}
	q, err := query.Parse(strings.Join(words, " "), d)
	if err != nil {
		t.Fatal(err)
	}
	rows := answer.NewEngine(d).Result(q).Rows
	lines := strings.Split(output(t, append([]string{"show"}, words...)...), "\n")
	const label = "Disclosed rate ▾"
	head := lines[slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, label) })]
	end := len([]rune(head[:strings.Index(head, label)+len(label)]))
	both, percents := map[bool]int{}, map[int]bool{}
	for i := range rows {
		f := rows[i].Figures[report.DisclosedRate]
		if !f.Reported {
			continue
		}
		at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, rows[i].Name+"  ") })
		if at < 0 {
			t.Fatalf("no line for %s", rows[i].Name)
		}
		cell := string([]rune(lines[at])[end-len([]rune(label)) : end])
		little, text := f.Covers < 0.95, strings.TrimSpace(cell)
		if strings.HasPrefix(text, "(") != little || strings.HasSuffix(text, ")") != little {
			t.Errorf("%s covers %.3f of the requests and is printed as %q", rows[i].Name, f.Covers, text)
		}
		if rows[i].ID == "GB" && !little {
			t.Errorf("Britain's rate covers %.3f of the requests: choose another country", f.Covers)
		}
		both[little]++
		percents[strings.Index(cell, "%")] = true
	}
	if len(both) != 2 {
		t.Errorf("of both kinds there should be some: %v", both)
	}
	if len(percents) != 1 {
		t.Errorf("the digits end in %d places", len(percents))
	}
	if said := "( ) covers less than 95 % of the requests"; !slices.Contains(lines, said) {
		t.Errorf("show does not say what parentheses mean: %s", said)
	}
}
