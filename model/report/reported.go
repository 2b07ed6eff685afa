package report

// Cells are the amounts of a record, by count column and, last, its percentage.
type Cells [NumPrinted + 1]Amount

// Reported has a bit for each count column that a record reports: those it prints,
// and the zeros that follow from what it prints. A record of no
// requests has 0 of everything. A record whose outcomes add up to its requests
// has 0 of every other outcome, but where it prints a sum of two outcomes
// (nothing; some data), how that splits stays unknown.
func (c *Cells) Reported(outcomesCountAccounts bool) (known ColumnSet) {
	sum, printed, exactly := 0, 0, c[Requests].IsExact()
	for col := Requests; col <= Pending; col++ {
		if !c[col].Reported() {
			continue
		}
		known |= 1 << col
		if col >= Content {
			printed++
			sum += int(c[col].lo)
			exactly = exactly && c[col].IsExact()
		}
	}
	if c[Requests].IsExact() && c[Requests].lo == 0 {
		return allPrinted
	}
	if outcomesCountAccounts {
		return known &^ allOutcomes
	}
	if !exactly || printed == 0 || sum != int(c[Requests].lo) {
		return known
	}
	all := allOutcomes
	if c[Nothing].lo > 0 {
		all &^= 1<<NoData | 1<<Rejected
	}
	if c[SomeData].lo > 0 {
		all &^= 1<<Content | 1<<NonContent
	}
	return known | all
}

// ColumnSet has a bit for each count column that a report can print.
type ColumnSet uint32

const (
	allPrinted  ColumnSet = 1<<NumPrinted - 1
	allOutcomes           = allPrinted &^ (1<<Requests | 1<<Accounts)
)

// Has says whether a column is in the set.
func (s ColumnSet) Has(c Column) bool { return s&(1<<c) != 0 }
