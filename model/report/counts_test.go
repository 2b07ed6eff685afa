package report

import "testing"

func TestAColumnGivesBackWhatWasPut(t *testing.T) {
	put := map[int]int32{0: 7, 1: 0, pieceLength - 1: 8, 3 * pieceLength: -2, 3*pieceLength + 5: 9}
	var c Counts
	if !c.Empty() {
		t.Error("a column that nobody has filled is not empty")
	}
	for record, count := range put {
		c.Reach(record)[0] = count
	}
	for record := range 5 * pieceLength {
		want, reported := put[record]
		if !reported {
			want = NoCount
		}
		if got := c.At(record); got != want {
			t.Errorf("record %d has %d, put was %d", record, got, want)
		}
	}
	if c.Empty() {
		t.Error("a column with counts is empty")
	}
}

func TestPiecesWithoutACountTakeNoRoom(t *testing.T) {
	var c Counts
	c.Reach(2)[0] = 1
	c.Reach(3 * pieceLength)[0] = 1
	var from []int
	for first, cells := range c.Pieces() {
		if from = append(from, first); len(cells) != pieceLength {
			t.Errorf("the piece from %d has %d cells", first, len(cells))
		}
	}
	if len(from) != 2 || from[0] != 0 || from[1] != 3*pieceLength {
		t.Errorf("there are pieces from %v", from)
	}
}
