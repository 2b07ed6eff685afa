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

// columnWords holds each column's csv name and its label on screens.
var columnWords = [NumColumns]struct{ name, label string }{
	{"requests", "Requests"},
	{"accounts", "Accounts"},
	{"content", "Content"},
	{"non_content", "Non-content"},
	{"some_data", "Some data"},
	{"no_data", "No data"},
	{"rejected", "Rejected"},
	{"nothing", "Nothing disclosed"},
	{"pending", "Pending"},
	{"unspecified", "Unspecified"},
	{"share", "Share"},
	{"disclosed_rate", "Disclosed"},
	{"content_rate", "Content rate"},
	{"rejected_rate", "Rejected rate"},
	{"per_million", "Per million"},
	{"accounts_per_request", "Accounts/request"},
	{"change", "Change"},
}

// String is the column's name in queries and exports.
func (c Column) String() string { return columnWords[c].name }

// Label is the column's name on screens.
func (c Column) Label() string { return columnWords[c].label }

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
