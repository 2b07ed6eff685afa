package records_test

import (
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"

	"daylight/data/print"
	"daylight/data/raw"
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
)

// printedRows are the lines of the files that the reports are kept in, by what they
// are about, each as a map from the names of its columns.
func printedRows(d *report.Dataset) map[string]map[string]string {
	rows := map[string]map[string]string{}
	for _, p := range d.Publishers {
		for _, row := range raw.Rows("reports/" + p.ID + ".csv") {
			rows[strings.Join([]string{row["publisher"], row["period"], row["service"], row["country"], row["type"]}, "/")] = row
		}
	}
	return rows
}

// TestRecordsStandAsTheirFilesHaveThem looks at many screens, and compares every
// cell with the text in the file.
func TestRecordsStandAsTheirFilesHaveThem(t *testing.T) {
	d := tuitest.Reports()
	rows := printedRows(d)
	names := map[string]string{}
	for _, c := range d.Countries {
		names[c.Code] = c.Name
	}
	random := rand.New(rand.NewPCG(3, 4))
	seen := 0
	for i, query := range []string{
		"", "publisher=all type=all", "sort=-requests", "publisher=apple type=all sort=-accounts", "publisher=all sort=-disclosed_percent", "type=civil",
		"search=derived sort=country", "publisher=all search=united sort=note", "period=2012 publisher=all", "publisher=meta,linkedin sort=-period",
		"service=skype sort=-some_data", "publisher=all type=ns-letter,fisa-content sort=requests", "by=service top=50 sort=-note",
	} {
		desk := tuitest.Sit(t, 120, 36, "view=records "+query, tui.Options{Data: d, ASCII: i%4 == 3})
		for range 14 {
			desk.Resize(60+random.IntN(200), 16+random.IntN(40))
			for range random.IntN(12) {
				desk.Press([]string{"l", "l", "l", "h", "pgdown", "pgdown", "pgup", "G", "g", "S", "r", "u"}[random.IntN(12)])
			}
			for _, drawn := range readRecords(desk) {
				r := d.Record(drawn.Index)
				row := rows[strings.Join([]string{r.Publisher, r.Period.String(), r.Service, r.Country, r.Type}, "/")]
				for f, cell := range drawn.Cells {
					seen++
					want := row[f.String()]
					if f == report.CountryField {
						want = names[want]
					}
					if cell.Text == want || !f.IsAmount() && len(want) > 12 && isCut(desk, want, cell.Text) {
						continue
					}
					t.Errorf("%d×%d %s: %s of %s %s %s stands as %q, its file has %q", desk.W, desk.H, desk.Query(), f, r.Publisher, r.Country, r.Period, cell.Text, want)
				}
				for f, cell := range drawn.Cells {
					derived := row["status"] == "derived" && f.IsAmount() && row[f.String()] != "" && isListed(row["note"], f.String())
					if cell.WorkedOut != derived {
						t.Errorf("%s of %s %s (%s): marked as worked out: %t", f, r.Country, r.Period, row["note"], cell.WorkedOut)
					}
					unit := ""
					if s := d.SeriesOf(drawn.Index); r.Type == "civil" && s.Type.OutcomesCountAccounts(r.Period) && row[f.String()] != "" &&
						strings.Contains(" content non_content some_data no_data rejected nothing pending ", " "+f.String()+" ") {
						unit = "acc."
					}
					if cell.Unit != unit {
						t.Errorf("%s of %s %s %s has the unit %q, want %q", f, r.Type, r.Country, r.Period, cell.Unit, unit)
					}
				}
			}
		}
	}
	if seen < 20_000 {
		t.Errorf("only %d cells were looked at", seen)
	}
}

// isListed says whether a derived record's note takes a column in: it names some,
// or speaks of all.
func isListed(note, column string) bool {
	list, named := strings.CutPrefix(note, "derived: ")
	if !named {
		return true
	}
	list, _, _ = strings.Cut(list, ";")
	if words := strings.Fields(list); len(words) > 5 { // a sentence
		return true
	}
	return strings.Contains(" "+list+" ", " "+column+" ")
}

func TestTheRecordsOnScreenAreThoseOfTheExport(t *testing.T) {
	d := tuitest.Reports()
	for _, text := range []string{"view=records sort=-requests", "view=records publisher=all search=turkey", "view=records sort=country type=civil"} {
		desk := tuitest.Sit(t, 200, 60, text, tui.Options{Data: d})
		var file strings.Builder
		e := answer.NewEngine(d)
		q, err := query.Parse(text, d)
		if err != nil {
			t.Fatal(err)
		}
		if err := print.View(e, q).Write(&file, "csv", answer.Format{}); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(strings.NewReader(file.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, drawn := range readRecords(desk) {
			for column, name := range lines[0] {
				for f, cell := range drawn.Cells {
					if f.IsAmount() && f.String() == name && cell.Text != lines[1+i][column] {
						t.Errorf("%s: on line %d %s stands as %q, the export has %q", text, i, f, cell.Text, lines[1+i][column])
					}
				}
			}
		}
	}
}

func BenchmarkRecordsView(b *testing.B) {
	for _, c := range []struct {
		name, query string
		w, h        int
	}{{"120x40", "", 120, 40}, {"300x80", "", 300, 80}, {"120x40_all_publishers", "publisher=all by=period", 120, 40}} {
		b.Run(c.name, func(b *testing.B) {
			desk := tuitest.Bench(b, c.w, c.h, "view=records "+c.query)
			for i := range b.N {
				b.StopTimer()
				desk.Press(tuitest.Walk[i%len(tuitest.Walk)])
				b.StartTimer()
				_ = desk.View()
			}
		})
	}
}

func BenchmarkRecordsKeyToView(b *testing.B) {
	desk := tuitest.Bench(b, 120, 40, "view=records")
	for i := range b.N {
		_, _ = desk.Update(tuitest.Stroke(tuitest.Walk[i%len(tuitest.Walk)]))
		_ = desk.View()
	}
}
