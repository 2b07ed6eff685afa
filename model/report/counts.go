package report

import "iter"

// Counts is a column of counts, coded as Columns says. It stands in pieces, and a
// piece in which no record reports a count is not there, because publishers print
// different columns: of all cells of the built-in reports three in four are empty.
//
//	records     0 …  1023  1024 … 2047  2048 … 3071
//	pieces     [ 12  40 …]     nil      [ ·  · … 7 ]
//
// The zero value is a column that no record reports.
type Counts struct{ pieces [][]int32 }

// pieceLength is how many records have their counts in one piece: 4 KB.
const (
	pieceBits   = 10
	pieceLength = 1 << pieceBits
)

// NoCount is the code of a count that is not reported.
const NoCount = -1

// Empty says whether no record reports a count.
func (c *Counts) Empty() bool { return len(c.pieces) == 0 }

// At is the code of a record's count.
func (c *Counts) At(record int) int32 {
	if at := record >> pieceBits; at < len(c.pieces) && c.pieces[at] != nil {
		return c.pieces[at][record&(pieceLength-1)]
	}
	return NoCount
}

// Reach are the cells of the piece that holds a record, from that record on, to be
// filled. Those that nobody fills are not reported.
func (c *Counts) Reach(record int) []int32 {
	at := record >> pieceBits
	for at >= len(c.pieces) {
		c.pieces = append(c.pieces, nil)
	}
	if c.pieces[at] == nil {
		piece := make([]int32, pieceLength)
		for i := range piece {
			piece[i] = NoCount
		}
		c.pieces[at] = piece
	}
	return c.pieces[at][record&(pieceLength-1):]
}

// Pieces are the parts of the column that have a count, each with its first record.
// The last may reach past the last record; nothing is reported there.
func (c *Counts) Pieces() iter.Seq2[int, []int32] {
	return func(yield func(int, []int32) bool) {
		for at, piece := range c.pieces {
			if piece != nil && !yield(at<<pieceBits, piece) {
				return
			}
		}
	}
}
