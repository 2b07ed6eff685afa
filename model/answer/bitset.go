package answer

import (
	"iter"
	"math/bits"
)

// bitset is a set of small numbers: of the periods of a publisher, the half-years of
// the dataset, or its countries. Sets that are taken together have as many words; one
// of nil has no number in it.
type bitset []uint64

// newBitset is an empty set of numbers below n.
func newBitset(n int) bitset { return make(bitset, wordsFor(n)) }

// wordsFor is how many words a set of numbers below n takes.
func wordsFor(n int) int { return max(1, (n+63)/64) }

// choose is the set of the numbers below n that a rule chooses.
func choose(n int, chooses func(i int) bool) bitset {
	set := newBitset(n)
	for i := range n {
		if chooses(i) {
			set.put(i)
		}
	}
	return set
}

func (s bitset) has(i int) bool { return s != nil && s[i/64]>>(i%64)&1 != 0 }
func (s bitset) put(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) take(i int)     { s[i/64] &^= 1 << (i % 64) }

// putRun puts all numbers of a stretch.
func (s bitset) putRun(run stretch) {
	for i := run.from; i < run.to; i++ {
		s.put(i)
	}
}

// add adds the numbers of another set, and drop takes them out.
func (s bitset) add(t bitset) {
	for w, in := range t {
		s[w] |= in
	}
}

func (s bitset) drop(t bitset) {
	for w, in := range t {
		s[w] &^= in
	}
}

// and is what both sets have.
func (s bitset) and(t bitset) bitset {
	both := make(bitset, len(s))
	for w := range both {
		both[w] = s[w] & t[w]
	}
	return both
}

// meets says whether both sets have a number.
func (s bitset) meets(t bitset) bool {
	for w := range s {
		if s[w]&t[w] != 0 {
			return true
		}
	}
	return false
}

// holds says whether all numbers of another set are in this one.
func (s bitset) holds(t bitset) bool {
	for w, in := range t {
		if in&^s[w] != 0 {
			return false
		}
	}
	return true
}

func (s bitset) isEmpty() bool {
	for _, in := range s {
		if in != 0 {
			return false
		}
	}
	return true
}

// len is how many numbers are in the set.
func (s bitset) len() (n int) {
	for _, in := range s {
		n += bits.OnesCount64(in)
	}
	return n
}

// all goes through the numbers, from the least.
func (s bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for w, in := range s {
			for ; in != 0; in &= in - 1 {
				if !yield(w*64 + bits.TrailingZeros64(in)) {
					return
				}
			}
		}
	}
}

// runs goes through the runs of numbers that follow each other, of which the second
// is exclusive. A run ends where a word does.
func (s bitset) runs() iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for w, in := range s {
			for in != 0 {
				from := bits.TrailingZeros64(in)
				to := from + bits.TrailingZeros64(^(in >> from))
				if !yield(w*64+from, w*64+to) {
					return
				}
				in &^= 1<<to - 1
			}
		}
	}
}
