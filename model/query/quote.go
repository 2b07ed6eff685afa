package query

import "daylight/model/report"

// Quote is one figure of a text, to be worked out from the data: what stands between
// double braces in a story.
//
//	{{requests period=2012}}
//	{{content_rate country=US period=2012 | percent}}
//	{{top 5 by=country period=2012}}
//	{{rank country=GB period=2012}}
type Quote struct {
	Kind    QuoteKind
	Measure report.Column // of which it is a value, a rank or an order
	N       int           // of QuoteTop: how many rows are named
	Query   Query
	Form    QuoteForm
}

// QuoteKind is what a quote asks for.
type QuoteKind uint8

// The kinds of quotes.
const (
	QuoteValue QuoteKind = iota // the measure of the total
	QuoteTop                    // the names of the first rows
	QuoteRank                   // which place the one row that is filtered has among all of its kind
)

// QuoteForm is how a quote is written.
type QuoteForm uint8

// The forms of quotes.
const (
	QuotePlain     QuoteForm = iota // 75,378; a rate as 2.1 %; names as a list in words
	QuoteThousands                  // 75 thousand
	QuoteShort                      // 75.4k
	QuotePercent                    // 2.1 %
	QuoteWords                      // three of four; one in eight; about two million
	QuoteOrdinal                    // rank: third
	QuoteNames                      // names: United States, Türkiye and France
)
