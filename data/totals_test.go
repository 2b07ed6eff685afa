package data

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// TestThePrintedTotalsComeOut computes every total that the reports, and the
// first articles about them, print. In testdata/printed_totals.csv
//
//   - row is the row of the answer that is meant, or several joined by +; empty
//     is the total;
//   - column is a column, a sum a+b, or a sum over a column (a+b)/c; "rows"
//     means the ids of the rows, without what is not itemised;
//   - relation is = (exactly), ~n (rounded to n decimals; to thousands is -3),
//     > (above), set (these rows, in any order) or order.
func TestThePrintedTotalsComeOut(t *testing.T) {
	lines := printedTotals(t)
	d := builtinData(t)
	engine := answer.NewEngine(d)
	for i, line := range lines[1:] {
		text, row, column, relation, value := line[0], line[1], line[2], line[3], line[4]
		t.Run(fmt.Sprintf("line %d %s %s %s", i+2, text, row, column), func(t *testing.T) {
			q, err := query.Parse(text, d)
			if err != nil {
				t.Fatal(err)
			}
			result := engine.Result(q)
			if column == "rows" {
				checkRows(t, result, relation, strings.Fields(value))
				return
			}
			got, exact := evaluate(t, result, row, column)
			want, err := strconv.ParseFloat(value, 64)
			if err != nil {
				t.Fatal(err)
			}
			switch relation[0] {
			case '=':
				if got != want || !exact {
					t.Errorf("computed %v (exact: %v), printed %v", got, exact, want)
				}
			case '>':
				if got <= want {
					t.Errorf("computed %v, printed: above %v", got, want)
				}
			case '~':
				decimals, err := strconv.Atoi(relation[1:])
				if err != nil {
					t.Fatal(err)
				}
				if unit := math.Pow10(-decimals); math.Abs(math.Round(got/unit)*unit-want) > unit/1e6 {
					t.Errorf("computed %v, printed %v", got, want)
				}
			default:
				t.Fatalf("relation %q is not known", relation)
			}
		})
	}
}

// outside names a source that is not ours: the press of a day, or a place in the web.
var outside = regexp.MustCompile(`^(press of \d{4}(-\d\d-\d\d)?( on .+)?|[a-z0-9-]+(\.[a-z0-9-]+)+( \d{4}-\d\d-\d\d)?)$`)

// A total was printed somewhere: in a source of the records that it is the total of, by its id, or outside.
func TestAPrintedTotalNamesItsSource(t *testing.T) {
	d := builtinData(t)
	engine := answer.NewEngine(d)
	for i, line := range printedTotals(t)[1:] {
		at := fmt.Sprintf("data/testdata/printed_totals.csv:%d", i+2)
		q, err := query.Parse(line[0], d)
		if err != nil {
			t.Errorf("%s: %v", at, err)
			continue
		}
		q.Outcome = query.Filter{}
		_, _, behind := engine.Explain(q, 0)
		for _, source := range strings.Split(line[5], "; ") {
			_, ours := d.Source(source)
			switch {
			case ours && !slices.ContainsFunc(behind, func(s report.Source) bool { return s.ID == source }):
				t.Errorf("%s: no record under %q is from %s: correct the source or the query", at, line[0], source)
			case !ours && !outside.MatchString(source):
				t.Errorf("%s: the source %q is not in data/sources.csv: write its id, or where else the total is printed (press of 2013-03-21, example.com 2014-09-26)", at, source)
			}
		}
	}
}

// printedTotals are the lines of testdata/printed_totals.csv, its head first.
func printedTotals(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("testdata/printed_totals.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func checkRows(t *testing.T, result *answer.Result, relation string, want []string) {
	t.Helper()
	var ids []string
	for _, r := range result.Rows {
		if r.ID != report.NotItemised {
			ids = append(ids, r.ID)
		}
	}
	if relation == "set" {
		slices.Sort(ids)
		slices.Sort(want)
	}
	if !slices.Equal(ids, want) {
		t.Errorf("the rows are %v, printed %v", ids, want)
	}
}

// evaluate computes the printed expression; exact is false when a figure in it
// is a range, a floor or an approximation.
func evaluate(t *testing.T, result *answer.Result, row, column string) (value float64, exact bool) {
	t.Helper()
	sum, over, divided := strings.Cut(column, "/")
	exact = true
	for _, name := range strings.Split(strings.Trim(sum, "()"), "+") {
		v, whole := figure(t, result, row, name)
		value += v
		// The parts of a sum of outcomes are floors one by one, because reports
		// split them differently; their sum is what is printed.
		exact = exact && (whole || strings.Contains(sum, "+"))
	}
	if divided {
		v, _ := figure(t, result, row, over)
		value /= v
	}
	return value, exact
}

func figure(t *testing.T, result *answer.Result, row, name string) (value float64, exact bool) {
	t.Helper()
	at := -1
	for c := range report.NumColumns {
		if report.Column(c).String() == name {
			at = c
		}
	}
	if at < 0 {
		t.Fatalf("column %q is not known", name)
	}
	exact = true
	add := func(r answer.Row) {
		f := r.Figures[at]
		if !f.Reported {
			t.Errorf("%s of %q is not reported", name, r.ID)
		}
		value += f.Value(report.Column(at))
		exact = exact && f.Marks == 0 && !f.IsRange()
	}
	if row == "" {
		add(result.Total)
		return value, exact
	}
	for _, id := range strings.Split(row, "+") {
		i := slices.IndexFunc(result.Rows, func(r answer.Row) bool { return r.ID == id })
		if i < 0 {
			t.Fatalf("there is no row %s", id)
		}
		add(result.Rows[i])
	}
	return value, exact
}
