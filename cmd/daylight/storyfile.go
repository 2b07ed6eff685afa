package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"daylight/data"
	"daylight/data/story"
	"daylight/model"
	"daylight/model/answer"
	"daylight/model/report"
)

// storyFile is a story and where it was read from.
type storyFile struct {
	story  *model.Story
	name   string // as a person names it: a path, or the name of one that is built in
	path   string // of its file; empty for one that is built in
	text   []byte
	engine *answer.Engine // which answers its questions
}

// story reads a story that a person has named. Where it cannot be read it says why and keeps the exit
// code; mistakes in it are among its problems.
func (c *console) story(name string, d *report.Dataset) (storyFile, bool) {
	return c.storyFor(name, answer.NewEngine(d))
}

// storyFor reads a story whose questions an engine answers.
func (c *console) storyFor(name string, e *answer.Engine) (storyFile, bool) {
	f := storyFile{name: oneLine(name), engine: e}
	for _, b := range data.Stories() {
		if b.Name == name {
			f.text = []byte(b.Text)
			f.story = story.Parse(f.text, e)
			return f, true
		}
	}
	path, err := c.env.expanded(name)
	if err == nil {
		f.path = path
		f.text, err = readStory(path)
	}
	switch {
	case err == nil:
		f.story = story.Parse(f.text, e)
		return f, true
	case errors.Is(err, fs.ErrNotExist) && isFile(path+".md"):
		c.fail(exitFailure, fmt.Sprintf("there is no file %q, did you mean %q", report.Clip(name), report.Clip(name+".md")))
	case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(name, `/\`):
		c.fail(exitFailure, "there is no story "+quoted(name, storyNames()), storyRemedy())
	default:
		c.fail(exitFailure, fmt.Sprintf("%s: %v", f.name, trimmed(err)))
	}
	return storyFile{}, false
}

// isFile says whether a file stands at a path.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// storyNames are the names of the stories that are built in.
func storyNames() (names []string) {
	for _, s := range data.Stories() {
		names = append(names, s.Name)
	}
	return names
}

// storyRemedy says what can be named in place of a story that there is not.
func storyRemedy() string {
	names := storyNames()
	if len(names) == 0 {
		return "Name a Markdown file."
	}
	return "Stories: " + strings.Join(names, ", ") + "; or the path of a Markdown file."
}

// readPatience is how long reading a file may take that ends, but has nothing more to give yet.
const readPatience = 2 * time.Second

// readStory reads the file of a story. It never waits for what may not come, and never reads more than a
// story may hold, whatever the file has become meanwhile.
func readStory(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, syscall.ELOOP):
		err = errLoop
	case err == nil:
		err = storyCanBe(info, path)
	}
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err == nil { // another file can have come in between
		err = storyCanBe(info, path)
	}
	if err != nil {
		return nil, err
	}
	_ = f.SetReadDeadline(time.Now().Add(readPatience)) // which plain files neither have nor need
	text, err := io.ReadAll(io.LimitReader(f, story.MaxSize+1))
	if err == nil && len(text) > story.MaxSize {
		err = tooLongStory(int64(len(text)))
	}
	return text, err
}

// storyCanBe says why what stands at a path is no story.
func storyCanBe(info fs.FileInfo, path string) error {
	switch mode := info.Mode(); {
	case mode.IsDir():
		example := "talk.md"
		if found, _ := filepath.Glob(filepath.Join(path, "*.md")); len(found) > 0 {
			example = oneLine(filepath.Base(found[0]))
		}
		return fmt.Errorf("it is a folder: name a Markdown file in it, as %s", filepath.Join(oneLine(path), example))
	case mode&fs.ModeNamedPipe != 0:
		return errors.New("it is a pipe, which may never end: save the story in a file")
	case !mode.IsRegular():
		return errors.New("it is no file: name a Markdown file")
	case info.Size() > story.MaxSize:
		return tooLongStory(info.Size())
	}
	return nil
}

func tooLongStory(size int64) error {
	return fmt.Errorf("it is %d bytes long or more, and a story has at most %d: part it in two", size, story.MaxSize)
}

// problems lists all mistakes of a story, in the order in which they stand in it.
func (f storyFile) problems() []model.Problem {
	all := slices.Clone(f.story.Problems)
	for i := range f.story.Slides {
		all = append(all, f.story.Slides[i].Problems...)
	}
	slices.SortStableFunc(all, func(a, b model.Problem) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	return all
}

// at says a problem with its place, as compilers do.
func (f storyFile) at(p model.Problem) string {
	return fmt.Sprintf("%s:%d:%d: %s", f.name, p.Line, p.Column, p.Text)
}

// slideTexts is what stands in the file for each slide.
func (f storyFile) slideTexts() []string {
	lines := strings.Split(strings.ReplaceAll(string(f.text), "\r\n", "\n"), "\n")
	texts := make([]string, len(f.story.Slides))
	for i := range f.story.Slides {
		s := &f.story.Slides[i]
		texts[i] = strings.Join(lines[min(s.Line-1, len(lines)):min(s.End, len(lines))], "\n")
	}
	return texts
}

// editedSlide is the slide that makes the difference between two texts of the same story: the first that
// is new or other, not one that only stands elsewhere; where slides only went or moved, the place where that
// happened. It is -1 where all slides are the same.
func editedSlide(before, after []string) int {
	first := 0
	for first < len(before) && first < len(after) && before[first] == after[first] {
		first++
	}
	if first == len(before) && first == len(after) {
		return -1
	}
	last := 0 // how many are the same at the end
	for last < min(len(before), len(after))-first && before[len(before)-1-last] == after[len(after)-1-last] {
		last++
	}
	known := map[string]int{}
	for _, text := range before[first : len(before)-last] {
		known[text]++
	}
	for i, text := range after[first : len(after)-last] {
		if known[text] == 0 {
			return first + i
		}
		known[text]--
	}
	return min(first, len(after)-1)
}

// completeStory offers the stories that are built in, and the files and folders that can be meant.
func completeStory(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	directive := cobra.ShellCompDirectiveNoFileComp
	var found []string
	for _, s := range data.Stories() {
		if strings.HasPrefix(s.Name, typed) {
			found = append(found, cobra.CompletionWithDesc(s.Name, s.Title))
		}
	}
	folder, begins := filepath.Split(typed)
	entries, _ := os.ReadDir(filepath.Join(".", folder))
	if filepath.IsAbs(folder) {
		entries, _ = os.ReadDir(folder)
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, begins) || begins == "" && strings.HasPrefix(name, ".") {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, name))
		switch {
		case err != nil:
		case info.IsDir():
			found = append(found, folder+name+string(filepath.Separator))
			directive |= cobra.ShellCompDirectiveNoSpace
		case slices.Contains([]string{".md", ".markdown"}, strings.ToLower(filepath.Ext(name))):
			found = append(found, folder+name)
		}
	}
	return found, directive
}

// figures counts the figures in the text of a story.
func figures(s *model.Story) (n int) {
	for i := range s.Slides {
		for _, b := range s.Slides[i].Blocks {
			for _, span := range b.Spans {
				if span.Quote != nil {
					n++
				}
			}
		}
	}
	return n
}
