package answer

// The figures that the first articles about these reports quoted. Each can be asked
// for in one line, adds up from the records, and is the one that was printed.

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/data/raw"
	"daylight/model/internal/samples"
	"daylight/model/query"
	"daylight/model/report"
)

// printedTotal is a figure that a report or an article printed, by the question that
// it answers.
func printedTotal(t *testing.T, query, row, column string) (value float64, relation string) {
	t.Helper()
	for _, line := range raw.Rows("testdata/printed_totals.csv") {
		if line["query"] == query && line["row"] == row && line["column"] == column {
			return samples.Must(strconv.ParseFloat(line["value"], 64)), line["relation"]
		}
	}
	t.Fatalf("nobody printed %s of %q, row %q", column, query, row)
	return 0, ""
}

// seed is such a figure: how it was quoted, the question, and where the answer has it.
type seed struct {
	name, quoted string
	query        string
	figure       func(*Result) Figure
	column       report.Column
	byHand       float64
	printed      [3]string // query, row and column among the printed totals
}

func ofTotal(c report.Column) func(*Result) Figure {
	return func(r *Result) Figure { return r.Total.Figures[c] }
}

func ofRow(id string, c report.Column) func(*Result) Figure {
	return func(r *Result) (f Figure) {
		if i := slices.IndexFunc(r.Rows, func(row Row) bool { return row.ID == id }); i >= 0 {
			f = r.Rows[i].Figures[c]
		}
		return f
	}
}

func TestWhatTheFirstArticlesQuotedCanBeAskedFor(t *testing.T) {
	year, half := where{publishers: "microsoft", periods: "2012"}, where{publishers: "microsoft", periods: "2013-H1"}
	mail, skype := year, year
	mail.services, skype.services = "microsoft", "skype"
	in := func(w where, countries string) where { w.countries = countries; return w }
	const five = "US FR TR DE GB"
	for _, s := range []seed{
		{
			"requests of 2012", "75,378", "period=2012", ofTotal(report.Requests), report.Requests,
			year.requests(), [3]string{"period=2012", "", "requests"},
		}, {
			"accounts that they named", "137,424", "period=2012", ofTotal(report.Accounts), report.Accounts,
			year.sum(report.Accounts), [3]string{"period=2012", "", "accounts"},
		}, {
			"the part that led to content", "2.1 %", "period=2012", ofTotal(report.ContentRate), report.ContentRate,
			year.sum(report.Content) / year.requests(), [3]string{"period=2012", "", "content_rate"},
		}, {
			"of that, the United States'", "over 99 %", "outcome=content period=2012", ofRow("US", report.Share), report.Share,
			in(year, "US").sum(report.Content) / year.sum(report.Content), [3]string{"outcome=content period=2012", "US", "share"},
		}, {
			"requests about Skype", "4,713", "period=2012 service=skype", ofTotal(report.Requests), report.Requests,
			skype.requests(), [3]string{"service=skype period=2012", "", "requests"},
		}, {
			"of those, the United Kingdom's", "1,268", "period=2012 service=skype", ofRow("GB", report.Requests), report.Requests,
			in(skype, "GB").requests(), [3]string{"service=skype period=2012", "GB", "requests"},
		}, {
			"and the accounts that it named", "2,720", "period=2012 service=skype", ofRow("GB", report.Accounts), report.Accounts,
			in(skype, "GB").sum(report.Accounts), [3]string{"service=skype period=2012", "GB", "accounts"},
		}, {
			"the part of which nothing was disclosed", "18 %", "period=2012 service=microsoft",
			func(r *Result) (f Figure) {
				for _, tile := range Tiles(r) {
					if tile.Label == "Nothing disclosed" {
						f = tile.Fraction
					}
				}
				return f
			}, report.Share,
			mail.sum(report.NoData, report.Rejected, report.Nothing) / mail.requests(), [3]string{"service=microsoft period=2012", "", "(no_data+rejected+nothing)/requests"},
		}, {
			"the requests of which nothing was disclosed", "12,719", "outcome=no_data,nothing,rejected period=2012 service=microsoft", ofTotal(report.Requests), report.Requests,
			mail.sum(report.NoData, report.Rejected, report.Nothing), [3]string{"service=microsoft period=2012", "", "no_data+rejected+nothing"},
		}, {
			"requests of early 2013", "37,196", "period=2013-H1", ofTotal(report.Requests), report.Requests,
			half.requests(), [3]string{"period=2013-H1", "", "requests"},
		}, {
			"accounts that they named, early 2013", "66,539", "period=2013-H1", ofTotal(report.Accounts), report.Accounts,
			half.sum(report.Accounts), [3]string{"period=2013-H1", "", "accounts"},
		}, {
			"those that led to non-content data", "28,698", "period=2013-H1", ofTotal(report.NonContent), report.NonContent,
			half.sum(report.NonContent), [3]string{"period=2013-H1", "", "non_content"},
		}, {
			"those that led to content", "817", "period=2013-H1", ofTotal(report.Content), report.Content,
			half.sum(report.Content), [3]string{"period=2013-H1", "", "content"},
		}, {
			"the five countries' share", "73 %", "period=2013-H1 top=5",
			func(r *Result) (f Figure) {
				if ids := idsOf(r.Rows); len(both(ids, strings.Fields(five))) == 5 && r.Shown != nil {
					f = r.Shown.Figures[report.Share]
				}
				return f
			}, report.Share,
			in(half, five).requests() / half.requests(), [3]string{"period=2013-H1", "US+FR+TR+DE+GB", "share"},
		},
	} {
		t.Run(s.quoted+" "+s.name, func(t *testing.T) {
			q := samples.Must(query.Parse(s.query, raw.Dataset()))
			f := s.figure(reportsEngine().Result(q))
			if !f.Reported || f.Marks != 0 || f.IsRange() {
				t.Fatalf("%s: %+v", s.query, f)
			}
			value := f.Value(s.column)
			if !closeTo(value, s.byHand) {
				t.Errorf("it is %v, by hand %v", value, s.byHand)
			}
			// As it was quoted: a count, or a percentage of so many digits.
			bound, least := strings.CutPrefix(s.quoted, "over ")
			text := Format{}.Figure(f, s.column)
			if digits, percent := strings.CutSuffix(bound, " %"); percent {
				_, decimals, _ := strings.Cut(digits, ".")
				shown := value
				if least {
					shown = math.Floor(100*value) / 100
				}
				text = strconv.FormatFloat(100*shown, 'f', len(decimals), 64) + " %"
			}
			if text != bound {
				t.Errorf("it is quoted as %s, and shown as %s", s.quoted, text)
			}
			printed, relation := printedTotal(t, s.printed[0], s.printed[1], s.printed[2])
			switch relation[0] {
			case '=':
				if value != printed {
					t.Errorf("it is %v, printed %v", value, printed)
				}
			case '>':
				if value <= printed {
					t.Errorf("it is %v, printed over %v", value, printed)
				}
			case '~':
				unit := math.Pow10(-samples.Must(strconv.Atoi(relation[1:])))
				if math.Abs(math.Round(value/unit)*unit-printed) > unit/1e6 {
					t.Errorf("it is %v, printed about %v", value, printed)
				}
			}
		})
	}
}
