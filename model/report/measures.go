package report

import (
	"cmp"
	"slices"
	"strings"
)

// Column is one figure of a view: a count as reports print it, or a measure
// derived from counts. The order is that of every export.
type Column uint8

// The columns. Requests to Unspecified are counts; the rest are derived.
const (
	Requests Column = iota
	Accounts
	Content
	NonContent
	SomeData
	NoData
	Rejected
	Nothing
	Pending
	Unspecified
	Share
	DisclosedRate
	ContentRate
	RejectedRate
	PerMillion
	AccountsPerRequest
	Change
	Difference
	AccountsPerMillion
	NumColumns int = iota
)

// NumCounts is how many columns are counts, Unspecified included; NumPrinted is
// how many of those a report can print.
const (
	NumCounts  = int(Unspecified) + 1
	NumPrinted = int(Pending) + 1
)

// unit is what the numbers of a column are.
type unit uint8

const (
	things      unit = iota // whole numbers, which add up
	parts                   // of one, shown as a percentage
	per                     // things for each of something else
	signedParts             // of one, more or less than before
	signedThings
)

// divisor is what a column divides by.
type divisor uint8

const (
	undivided  divisor = iota
	byRequests         // the requests of the records that print what is counted
	byTotal            // all requests under the filter
	byPeople           // the million people-years of the countries and half-years asked about
	byBefore           // the same months of what it is compared with
)

// Section is which lines stand together where one row is told in lines.
type Section uint8

// The sections.
const (
	HowMuch Section = iota
	OfWhom
	WhatShare
	WhatCame
)

// columnRow says all of one column. A new measure is a row here, a constant above
// and, where its sum is of another kind than those there are, what reads it off.
type columnRow struct {
	name  string // in queries and exports
	label string // on screens
	head  string // at the head of a table: short, and with its unit
	brief string // where a line has room for little more than the head; "" for the label
	tight string // where it has not even that; "" for the head
	tile  string // over a great figure, with what follows in a smaller hand; "" for the brief label
	unit  unit

	decimals int        // digits after the point
	of       []Column   // what is counted: the numerator
	over     divisor    // the denominator
	needs    [][]Column // a record takes part where it prints all columns of one of these …
	percent  bool       // … or the percentage of requests with some data disclosed
	rests    bool       // one request more or less moves it: rows of few requests are hidden

	section Section // among the lines of a comparison …
	line    int     // … and its place there
	place   int     // its place among the columns of a table

	hint  string // a line for the picker; "" for what is no measure
	said  string // follows the figure in a sentence; "" where the label goes before it
	asks  string // the column in a headline, where {requests} stands for those that are asked about; "" for the label before them
	title string // follows the label over a drawing; {before} is what the query compares with
	about string // under the label of a line of two rows; {base} is what the query compares with, in short
	how   string // how it is worked out, with {before} likewise; "" for a sum of what records print
}

// columnTable has a row for every column. Places and lines are numbered with gaps.
var columnTable = [NumColumns]columnRow{
	Requests: {
		name: "requests", label: "Requests", head: "Requests",
		section: HowMuch, line: 10, place: 10, hint: "how many",
		asks: "{requests}",
	},
	Accounts: {
		name: "accounts", label: "Accounts", head: "Accounts",
		tile: "Accounts named", section: OfWhom, line: 20, place: 20, hint: "named in requests; not people",
		asks: "Accounts named in {requests}",
	},
	Content: {
		name: "content", label: "Content", head: "Content",
		section: WhatCame, line: 40, place: 33,
	},
	NonContent: {
		name: "non_content", label: "Non-content", head: "Non-content",
		section: WhatCame, line: 41, place: 37,
	},
	SomeData: {
		name: "some_data", label: "Some data", head: "Some data",
		section: WhatCame, line: 42, place: 38,
	},
	NoData: {
		name: "no_data", label: "No data", head: "No data",
		section: WhatCame, line: 43, place: 39,
	},
	Rejected: {
		name: "rejected", label: "Rejected", head: "Rejected",
		section: WhatCame, line: 44, place: 40,
	},
	Nothing: {
		name: "nothing", label: "No data or rejected", head: "Not split", brief: "No data/rejected",
		section: WhatCame, line: 45, place: 41,
	},
	Pending: {
		name: "pending", label: "Pending", head: "Pending",
		section: WhatCame, line: 46, place: 42,
	},
	Unspecified: {
		name: "unspecified", label: "Unspecified", head: "Unspecified",
		section: WhatCame, line: 47, place: 43,
		how: "The requests that no printed outcome accounts for, record by record.",
	},
	Share: {
		name: "share", label: "Share", head: "Share %",
		unit: parts, decimals: 1, of: []Column{Requests}, over: byTotal,
		section: HowMuch, line: 11, place: 36,
		hint: "of all requests under the filter", said: "of all requests", title: " of all requests", about: "of all requests",
		how:  "The requests of this row, divided by all requests under the filter.",
		asks: "Share of {requests}",
	},
	DisclosedRate: {
		name: "disclosed_rate", label: "Disclosed rate", head: "Disclosed %", tile: "Disclosed",
		unit: parts, decimals: 1, of: []Column{Content, NonContent, SomeData}, over: byRequests,
		needs: [][]Column{{Content, NonContent}, {SomeData}}, percent: true, rests: true,
		section: WhatShare, line: 30, place: 31, hint: "requests that led to any data",
		how:  "Requests that led to any data, divided by the requests of the records that print it; a printed percentage counts as that part of its requests.",
		asks: "Share of {requests} in which data was disclosed",
	},
	ContentRate: {
		name: "content_rate", label: "Content rate", head: "Content %", tile: "Content",
		unit: parts, decimals: 1, of: []Column{Content}, over: byRequests,
		needs: [][]Column{{Content}}, rests: true,
		section: WhatShare, line: 31, place: 30, hint: "requests that led to content",
		how:  "Requests that led to content, divided by the requests of the records that print it.",
		asks: "Share of {requests} in which content was disclosed",
	},
	RejectedRate: {
		name: "rejected_rate", label: "Rejected rate", head: "Rejected %", tile: "Rejected",
		unit: parts, decimals: 1, of: []Column{Rejected}, over: byRequests,
		needs: [][]Column{{Rejected}}, rests: true,
		section: WhatShare, line: 32, place: 35, hint: "requests refused",
		how:  "Requests rejected, divided by the requests of the records that print it.",
		asks: "Share of {requests} that were rejected",
	},
	PerMillion: {
		name: "per_million", label: "Requests per million people", head: "Per million", brief: "Per million", tile: "Per million a year",
		unit: per, decimals: 1, of: []Column{Requests}, over: byPeople,
		section: HowMuch, line: 12, place: 45,
		hint: "a year, by the population of that year", said: "per million people a year", title: " a year", about: "people, a year",
		how:  "Requests, divided by the millions of people who lived there in every half-year that a publisher under the filter printed, whether or not this country was listed in it.",
		asks: "{requests} per million people a year",
	},
	AccountsPerRequest: {
		name: "accounts_per_request", label: "Accounts per request", head: "Acc./request", brief: "Accounts/request", tight: "Acc./req.", tile: "Accounts a request",
		unit: per, decimals: 2, of: []Column{Accounts}, over: byRequests,
		needs: [][]Column{{Accounts}}, rests: true,
		section: OfWhom, line: 21, place: 46, hint: "accounts a request names", said: "accounts per request",
		how:  "Accounts, divided by the requests of the records that print accounts.",
		asks: "Accounts named per request in {requests}",
	},
	Change: {
		name: "change", label: "Change", head: "Change %",
		unit: signedParts, decimals: 1, of: []Column{Requests}, over: byBefore,
		section: HowMuch, line: 13, place: 48, hint: "of requests, as a percentage", title: " of requests, against {before}", about: "on {base}",
		how:  "Requests a month, against those of {before}, of the publishers and tables that stand on both sides.",
		asks: "Change in {requests}, on {base}",
	},
	Difference: {
		name: "difference", label: "Difference", head: "Difference",
		unit: signedThings, of: []Column{Requests}, over: byBefore,
		section: HowMuch, line: 14, place: 49, hint: "of requests, as a number", title: " of requests, from {before}", about: "from {base}",
		how:  "Requests, less those of {before} scaled to as many months, of the publishers and tables that stand on both sides.",
		asks: "Difference in {requests}, from {base}",
	},
	AccountsPerMillion: {
		name: "accounts_per_million", label: "Accounts per million people", head: "Acc./million", brief: "Acc. per million", tight: "Acc./mill.", tile: "Accounts per million",
		unit: per, decimals: 1, of: []Column{Accounts}, over: byPeople,
		section: OfWhom, line: 22, place: 47,
		hint: "a year; an account asked for twice counts twice", said: "accounts per million people a year", title: " a year", about: "people, a year",
		how:  "Accounts, divided by the millions of people who lived there in every half-year for which a publisher under the filter printed accounts.",
		asks: "Accounts named in {requests} per million people a year",
	},
}

// String is the column's name in queries and exports.
func (c Column) String() string { return columnTable[c].name }

// Label is the column's name on screens.
func (c Column) Label() string { return columnTable[c].label }

// Head is the column's name at the head of a table, short and with its unit.
func (c Column) Head() string { return columnTable[c].head }

// Brief is the column's name in a line that has little room.
func (c Column) Brief() string { return cmp.Or(columnTable[c].brief, c.Label()) }

// Tight is the column's name where a line has no room for more.
func (c Column) Tight() string { return cmp.Or(columnTable[c].tight, c.Head()) }

// Tile is the column's name over a great figure of one row.
func (c Column) Tile() string { return cmp.Or(columnTable[c].tile, c.Brief()) }

// IsCount says whether the column is a number of things, which adds up, rather
// than a rate, which does not.
func (c Column) IsCount() bool { return columnTable[c].unit == things }

// IsOutcome says whether the column is one of the outcomes of requests,
// Unspecified included.
func (c Column) IsOutcome() bool { return c >= Content && c <= Unspecified }

// IsFraction says whether the column is a part of one, shown as a percentage.
func (c Column) IsFraction() bool {
	u := columnTable[c].unit
	return u == parts || u == signedParts
}

// IsSigned says whether the column compares, so that it can be less than nothing.
func (c Column) IsSigned() bool { return columnTable[c].over == byBefore }

// Decimals are the digits that the column has after the point where there is room;
// of fractions, as percentages.
func (c Column) Decimals() int { return columnTable[c].decimals }

// IsPerPeople says whether the column divides by people.
func (c Column) IsPerPeople() bool { return columnTable[c].over == byPeople }

// IsOfRequests says whether the column divides by the requests of the records that
// take part, and so tells how many of all they are.
func (c Column) IsOfRequests() bool { return columnTable[c].over == byRequests }

// Adds says whether the column of all rows together is one that bars can be parts
// of: requests, or their share.
func (c Column) Adds() bool { return c == Requests || columnTable[c].over == byTotal }

// Rests says whether one request more or less moves the column much.
func (c Column) Rests() bool { return columnTable[c].rests }

// Needs lists, of a rate, the columns that a record must print to take part: all of
// one of these lists. TakesPercent says whether the printed percentage does too.
func (c Column) Needs() [][]Column  { return columnTable[c].needs }
func (c Column) TakesPercent() bool { return columnTable[c].percent }

// Of lists the counts that the column is worked out from: its numerator; of a
// count, itself.
func (c Column) Of() []Column {
	if of := columnTable[c].of; of != nil {
		return of
	}
	return []Column{c}
}

// Outcome is the one outcome that the column is a rate of, if it is.
func (c Column) Outcome() (outcome Column, ok bool) {
	of := columnTable[c].of
	if len(of) != 1 || !of[0].IsOutcome() {
		return 0, false
	}
	return of[0], true
}

// Counted names what the column is worked out from: "accounts", "the number of requests
// refused".
func (c Column) Counted() string {
	of := c.Of()[0]
	switch {
	case c.IsOfRequests() && of.IsOutcome():
		return "the number of " + c.Hint()
	case of.IsOutcome():
		return "the outcome " + strings.ToLower(of.Label())
	}
	return strings.ToLower(of.Label())
}

// Section is which lines the column stands with where one row is told in lines.
func (c Column) Section() Section { return columnTable[c].section }

// Hint says what a measure is, in the line of a menu; "" for what is no measure.
func (c Column) Hint() string { return columnTable[c].hint }

// Said follows a figure of the column in a sentence: "12 per million people a
// year"; "" where the label goes before it.
func (c Column) Said() string { return columnTable[c].said }

// Asks names the column in a headline about some requests, which are written with a small
// first letter: "Accounts named in requests to Microsoft".
func (c Column) Asks(requests string, b Before) string {
	asks := cmp.Or(columnTable[c].asks, c.Label()+" of {requests}")
	return Capital(strings.ReplaceAll(filled(asks, b), "{requests}", requests))
}

// Title is the column's name over a drawing of it, set against something before.
func (c Column) Title(b Before) string { return c.Label() + filled(columnTable[c].title, b) }

// About says in a few words what the figures of the column are parts of, or what
// they are set against; "" where the label says it.
func (c Column) About(b Before) string { return filled(columnTable[c].about, b) }

// How says how the column is worked out; "" for a sum of
// what records print.
func (c Column) How(b Before) string { return filled(columnTable[c].how, b) }

// Before names what a change is set against, in full and in short.
type Before interface {
	Means() string
	Brief() string
}

// filled puts what is compared with in the place of its name in a text.
func filled(text string, b Before) string {
	return strings.NewReplacer("{before}", b.Means(), "{base}", b.Brief()).Replace(text)
}

// TableOrder and LineOrder are the columns in the order of tables and of lines.
var TableOrder, LineOrder = columnsBy(func(r *columnRow) int { return r.place }), columnsBy(func(r *columnRow) int { return r.line })

func columnsBy(place func(*columnRow) int) []Column {
	list := make([]Column, NumColumns)
	for i := range list {
		list[i] = Column(i)
	}
	slices.SortFunc(list, func(a, b Column) int { return place(&columnTable[a]) - place(&columnTable[b]) })
	return list
}

// Outcomes are the outcome columns in the order in which views list them.
func Outcomes() []Column {
	return []Column{Content, NonContent, SomeData, NoData, Rejected, Nothing, Pending, Unspecified}
}

// Measures are the columns that a query's measure may name, in the order of lines.
func Measures() []Column { return slices.Clone(measures) }

var measures = slices.DeleteFunc(slices.Clone(LineOrder), func(c Column) bool { return c.Hint() == "" })

// ColumnNamed finds a column by its csv name.
func ColumnNamed(name string) (Column, bool) {
	for c := range columnTable {
		if columnTable[c].name == name {
			return Column(c), true
		}
	}
	return 0, false
}
