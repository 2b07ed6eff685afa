package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// underHead reads the column of figures under a head: what stands at its right edge in
// each line, by the name that the line begins with, blanks on the right included.
func underHead(t *testing.T, lines []string, head string) map[string]string {
	t.Helper()
	cells, end := map[string]string{}, -1
	for _, text := range lines {
		line := []rune(text)
		if at := strings.Index(text, head); end < 0 && at >= 0 {
			end = len([]rune(text[:at+len(head)]))
			continue
		}
		if end < 0 || len(line) < end || len(line) < 3 {
			continue
		}
		name, _, _ := strings.Cut(string(line[3:]), "  ")
		cell := string(line[:end])
		bare := strings.TrimRight(cell, " ")
		cells[name] = cell[strings.LastIndex(bare, "  ")+2:]
	}
	if end < 0 {
		t.Fatalf("no head %q in\n%s", head, strings.Join(lines, "\n"))
	}
	return cells
}

func TestARateThatCoversLittleStandsInParenthesesWithoutAnyColour(t *testing.T) {
	d := tuitest.Reports()
	const wanted = "period=2012..2014-H2 sort=-rejected_rate"
	q, err := query.Parse(wanted, d)
	if err != nil {
		t.Fatal(err)
	}
	result := answer.NewEngine(d).Result(q)
	if at := slices.IndexFunc(result.Rows, func(r answer.Row) bool { return r.ID == "CN" }); at < 0 || result.Rows[at].Figures[report.RejectedRate].Covers > 0.9 {
		t.Fatal("the reports say of nearly all of China's requests whether they were rejected: choose another country")
	}
	for _, ascii := range []bool{false, true} {
		desk := tuitest.Sit(t, 160, 21+len(result.Rows), wanted, tui.Options{Data: d, Theme: "mono", ASCII: ascii})
		head := "Rejected % ▾"
		if ascii {
			head = "Rejected % v"
		}
		cells := underHead(t, desk.Screen(), head)
		little, nearlyAll, ends := 0, 0, map[int]bool{}
		for i := range result.Rows {
			row := &result.Rows[i]
			f := row.Figures[report.RejectedRate]
			cell, found := cells[row.Name]
			if !found {
				t.Fatalf("%s is not on screen:\n%s", row.Name, desk)
			}
			text := strings.TrimSpace(cell)
			in := strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")")
			switch {
			case !f.Reported:
			case f.Covers < 0.95:
				little++
				if !in {
					t.Errorf("%s covers %.3f of the requests and stands as %q", row.Name, f.Covers, text)
				}
			default:
				nearlyAll++
				if strings.ContainsAny(text, "()") {
					t.Errorf("%s covers %.3f of the requests and stands as %q", row.Name, f.Covers, text)
				}
			}
			if f.Reported {
				ends[len(cell)-strings.Index(cell, " %")] = true
			}
		}
		if little == 0 || nearlyAll == 0 {
			t.Fatalf("%d rates cover little, %d nearly all: the question shows no difference", little, nearlyAll)
		}
		if len(ends) != 1 {
			t.Errorf("the digits end in %d places:\n%s", len(ends), desk)
		}
	}
}

func TestParenthesesStandOnEveryScreenThatShowsTheRate(t *testing.T) {
	d := tuitest.Reports()
	const asked = "publisher=all period=2024-H1 measure=rejected_rate"
	q, err := query.Parse(asked, d)
	if err != nil {
		t.Fatal(err)
	}
	rows := answer.NewEngine(d).Result(q).Rows
	some := slices.IndexFunc(rows, func(r answer.Row) bool {
		f := r.Figures[report.RejectedRate]
		return f.Reported && f.Covers < 0.95 && f.Rate > 0 && r.ID != "US"
	})
	if some < 0 {
		t.Fatal("all rates cover nearly all requests: nothing is to be seen")
	}
	part := rows[some].Figures[report.RejectedRate]
	full := answer.Format{}.Figure(part, report.RejectedRate)
	wanted := fmt.Sprintf("%s select=%s pins=%[2]s,US", asked, rows[some].ID)
	for _, view := range []string{"explore", "trend", "map", "matrix", "compare", "country"} {
		for _, size := range [][2]int{{50, 20}, {80, 24}, {120, 36}, {160, 50}} {
			if (view == "compare" || view == "country") && size[1] < 36 {
				continue // the line of the rate lies further down
			}
			desk := tuitest.Sit(t, size[0], size[1], "view="+view+" "+wanted, tui.Options{Data: d, Theme: "mono"})
			found := false
			for w := len([]rune(full)); w > 0 && !found; w-- {
				text := answer.Format{}.Short(part, report.RejectedRate, w)
				found = strings.HasPrefix(text, "(") && strings.Contains(desk.String(), text)
			}
			if bare := strings.Trim(full, "()"); !found || strings.Contains(desk.String(), " "+bare+" ") && !strings.Contains(desk.String(), full) {
				t.Errorf("%s at %d×%d does not show %s:\n%s", view, size[0], size[1], full, desk)
			}
		}
	}
	tuitest.Sit(t, 120, 36, wanted, tui.Options{Data: d}).Press("i").Shows(full, "covers")
}
