package answer

import (
	"math"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// numClasses is how many classes values are told apart in, where they are shown
// as tones of one colour.
const numClasses = 5

// Quantiles puts values into at most five classes of as nearly the same number
// of values as can be, equal ones always in one, and returns the greatest value
// of each, rising. Values that are no numbers are left out; none at all gives no
// classes. The values stay as they are.
func Quantiles(values []float64) []float64 {
	sorted := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			sorted = append(sorted, v)
		}
	}
	slices.Sort(sorted)
	n := len(sorted)
	if n == 0 {
		return nil
	}
	limits := make([]float64, 0, numClasses)
	for k := 1; k <= numClasses; k++ {
		last := (k*n+numClasses-1)/numClasses - 1 // of the k-th part, rounded up
		limits = append(limits, sorted[last])
	}
	return slices.Compact(limits)
}

// wideSpan is how many times the least value the greatest is, at least, where
// classes are steps of their magnitude.
const wideSpan = 100

// Magnitudes puts values into five classes by equal steps of their logarithm and
// returns the greatest value of each, rising: four round limits (1, 1.5, 2, 2.5,
// 3, 4, 5, 6 or 8 and a power of ten; below ten whole) and the greatest value.
// Among counts that reach from 1 to 10,000 those are ≤ 6, ≤ 40, ≤ 250, ≤ 1,500
// and ≤ 10,000: the great ones, of which there are few and which are looked at
// first, are told apart, where quantiles spend their classes on the many small.
// Values that are no numbers are left out, and those not above zero lie in the
// lowest class. Values that span less than a hundredfold are put into Quantiles.
func Magnitudes(values []float64) []float64 {
	least, greatest := math.Inf(1), 0.0
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 0) {
			least, greatest = min(least, v), max(greatest, v)
		}
	}
	if !(greatest >= least*wideSpan) { // none at all, too
		return Quantiles(values)
	}
	limits := make([]float64, 0, numClasses)
	for k := 1; k < numClasses; k++ {
		limits = append(limits, round(least*math.Pow(greatest/least, float64(k)/numClasses)))
	}
	return slices.Compact(append(limits, greatest))
}

// round is the round number nearest to a value above zero, in proportion.
func round(v float64) float64 {
	power := math.Floor(math.Log10(v))
	best, least := v, math.Inf(1)
	for _, digits := range [...]float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10} {
		if power == 0 && digits != math.Trunc(digits) {
			continue // half a request is none
		}
		candidate := digits * math.Pow(10, power)
		if power < 0 {
			candidate = digits / math.Pow(10, -power) // 0.004 and not its neighbour
		}
		if off := math.Abs(math.Log(v / candidate)); off < least {
			best, least = candidate, off
		}
	}
	return best
}

// ClassOf is the class of a value among those that end at limits, which rise:
// the first that it is not above, else the last; -1 where there are none.
func ClassOf(limits []float64, v float64) int {
	for i, limit := range limits {
		if v <= limit {
			return i
		}
	}
	return len(limits) - 1
}

// ToneOf is the tone, from 0 for the lowest to 4 for the highest, of the i-th of
// n classes: fewer classes than tones keep as far apart as they can, and one
// alone has the middle.
func ToneOf(i, n int) int {
	if n < 2 {
		return numClasses / 2
	}
	return (i*(numClasses-1) + (n-1)/2) / (n - 1)
}

// Standing is where a country stands among those of a view: what is not known of
// it, or which class its figure is in.
type Standing uint8

// The standings. Those from Classed on are the classes, lowest first.
const (
	NoRecord    Standing = iota // there is no record of it
	NotReported                 // there is, but not of the measure
	ExactlyZero                 // reported, and nothing; a change of nothing is a figure like others
	Classed
)

// Class is a part of the countries whose figures are alike.
type Class struct {
	Tone            int    // 0 for the lowest to 4 for the highest of five
	Least, Greatest Figure // of its countries: its limits
	Countries       int
}

// Classes divide the countries of a view by their figures.
type Classes struct {
	List        []Class // lowest first
	NotReported int     // countries with a record, but none of the measure
	Zero        int     // countries that report zero
	standing    map[string]Standing
}

// Classes divides the countries under the filter of a query into at most five
// classes of the measure, of as nearly the same number of countries as can be.
// Ranges count by their middle. What search and top hide is classed like the
// rest; what is not itemised is no country. While periods run by, the classes are those
// of all of them together; a year among half-years is classed by the half of its counts.
func (e *Engine) Classes(q query.Query) *Classes {
	q.By, q.Search, q.Top = query.ByCountry, "", 0
	if q.Playing.On() {
		return e.classesPlaying(q)
	}
	rows := e.Result(q).Rows
	var values []float64
	for i := range rows {
		if standing, value := standingOf(&rows[i], q.Measure); standing == Classed {
			values = append(values, value)
		}
	}
	limits := Quantiles(values)
	classes := &Classes{List: make([]Class, len(limits))}
	for i := range rows {
		if standing, value := standingOf(&rows[i], q.Measure); standing == Classed {
			classes.List[ClassOf(limits, value)].reaches(rows[i].Figures[q.Measure], q.Measure)
		}
	}
	classes.stand(rows, q.Measure, limits, false)
	return classes
}

// classed are the classes of all periods that run by, with their limits.
type classed struct {
	limits []float64
	list   []Class
}

// classesPlaying divides the countries of one period by the classes of all that run by. Those are
// of the half-years, where there are any: no half of a year is printed.
func (e *Engine) classesPlaying(q query.Query) *Classes {
	key := q
	if key.Min = q.Minimum(); key.Min == 0 { // which the order may have decided
		key.Min = query.EveryRow
	}
	key.Period, key.Select, key.Sort = query.PeriodFilter{}, "", query.Sort{}
	all := e.tones.get(1, key.Key(), func() *classed {
		periods := e.played(q)
		each := func(does func(figure Figure, value float64)) {
			for _, p := range periods {
				if Halves(periods, p) {
					continue
				}
				for _, row := range e.evaluate(in(q, p)).Rows {
					if standing, value := standingOf(&row, q.Measure); standing == Classed {
						does(row.Figures[q.Measure], value)
					}
				}
			}
		}
		var values []float64
		each(func(_ Figure, value float64) { values = append(values, value) })
		limits := Quantiles(values)
		list := make([]Class, len(limits))
		each(func(figure Figure, value float64) { list[ClassOf(limits, value)].reaches(figure, q.Measure) })
		return &classed{limits, list}
	})
	classes := &Classes{List: slices.Clone(all.list)}
	half := q.WholeYear() != (report.Period{}) && Halves(e.played(q), q.WholeYear()) && q.Measure.IsCount()
	classes.stand(e.Result(q).Rows, q.Measure, all.limits, half)
	return classes
}

// standingOf is where a country of a row stands, before its class is known, and its value.
func standingOf(row *Row, c report.Column) (Standing, float64) {
	switch figure := row.Figures[c]; {
	case row.ID == report.NotItemised, row.Records == 0:
		return NoRecord, 0
	case !figure.Reported:
		return NotReported, 0
	case isZero(figure, c):
		return ExactlyZero, 0
	default:
		return Classed, figure.Value(c)
	}
}

// reaches makes a class as wide as a figure of it.
func (c *Class) reaches(figure Figure, measure report.Column) {
	value := figure.Value(measure)
	if !c.Least.Reported || value < c.Least.Value(measure) {
		c.Least = figure
	}
	if !c.Greatest.Reported || value > c.Greatest.Value(measure) {
		c.Greatest = figure
	}
}

// stand says where each country stands among classes that end at some limits, counts halved or not.
func (c *Classes) stand(rows []Row, measure report.Column, limits []float64, half bool) {
	c.standing = make(map[string]Standing, len(rows))
	for i := range c.List {
		c.List[i].Tone, c.List[i].Countries = ToneOf(i, len(limits)), 0
	}
	for i := range rows {
		standing, value := standingOf(&rows[i], measure)
		switch standing {
		case NoRecord:
			continue
		case NotReported:
			c.NotReported++
		case ExactlyZero:
			c.Zero++
		default:
			if half {
				value /= 2
			}
			at := ClassOf(limits, value)
			if at < 0 { // no half-year has a figure that would make a class
				standing = NotReported
				break
			}
			standing += Standing(at)
			c.List[at].Countries++
		}
		c.standing[rows[i].ID] = standing
	}
}

// Of is where a country stands.
func (c *Classes) Of(country string) Standing { return c.standing[country] }

// isZero says whether a figure is zero and nothing but zero: neither a lower
// bound, nor about zero. No change is not nothing.
func isZero(f Figure, c report.Column) bool {
	if c.IsSigned() || f.Value(c) != 0 {
		return false
	}
	return f.Hi == 0 && !f.Marks.Has(Floor) && (c.IsCount() || !f.Marks.Has(Approx))
}
