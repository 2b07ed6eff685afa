package model

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
	NumColumns int = iota
)

// NumCounts is how many columns are counts, Unspecified included; NumPrinted is
// how many of those a report can print.
const (
	NumCounts  = int(Unspecified) + 1
	NumPrinted = int(Pending) + 1
)

// columnWords holds each column's csv name, its label on screens, and the head
// it has in tables, where its unit must show.
var columnWords = [NumColumns]struct{ name, label, head string }{
	{"requests", "Requests", "Requests"},
	{"accounts", "Accounts", "Accounts"},
	{"content", "Content", "Content"},
	{"non_content", "Non-content", "Non-content"},
	{"some_data", "Some data", "Some data"},
	{"no_data", "No data", "No data"},
	{"rejected", "Rejected", "Rejected"},
	{"nothing", "No data or rejected", "Not split"},
	{"pending", "Pending", "Pending"},
	{"unspecified", "Unspecified", "Unspecified"},
	{"share", "Share", "Share %"},
	{"disclosed_rate", "Disclosed rate", "Disclosed %"},
	{"content_rate", "Content rate", "Content %"},
	{"rejected_rate", "Rejected rate", "Rejected %"},
	{"per_million", "Requests per million people", "Per million"},
	{"accounts_per_request", "Accounts per request", "Acc./request"},
	{"change", "Change", "Change %"},
}

// String is the column's name in queries and exports.
func (c Column) String() string { return columnWords[c].name }

// Label is the column's name on screens.
func (c Column) Label() string { return columnWords[c].label }

// Head is the column's name at the head of a table, short and with its unit.
func (c Column) Head() string { return columnWords[c].head }

// IsCount says whether the column is a number of things, which adds up, rather
// than a rate, which does not.
func (c Column) IsCount() bool { return c <= Unspecified }

// IsOutcome says whether the column is one of the outcomes of requests,
// Unspecified included.
func (c Column) IsOutcome() bool { return c >= Content && c <= Unspecified }

// IsFraction says whether the column is a part of one, shown as a percentage.
func (c Column) IsFraction() bool {
	switch c {
	case Share, DisclosedRate, ContentRate, RejectedRate, Change:
		return true
	}
	return false
}

// Outcomes are the outcome columns in the order in which views list them.
func Outcomes() []Column {
	return []Column{Content, NonContent, SomeData, NoData, Rejected, Nothing, Pending, Unspecified}
}

// Measures are the columns that a query's measure may name.
func Measures() []Column {
	return []Column{Requests, Accounts, Share, PerMillion, DisclosedRate, ContentRate, RejectedRate, AccountsPerRequest, Change}
}

// columnNamed finds a column by its csv name.
func columnNamed(name string) (Column, bool) {
	for c := range columnWords {
		if columnWords[c].name == name {
			return Column(c), true
		}
	}
	return 0, false
}
