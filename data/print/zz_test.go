package print
import ("testing";"fmt";"daylight/model/answer";"daylight/model/query")
func TestZZ(t *testing.T){
 d:=builtinData(t); 
 q,_:=query.Parse("view=coverage",d)
 for _,first:=range []string{"","result","sources"} { e:=answer.NewEngine(d)
 if first=="result" {e.Result(q)}
 if first=="sources" {e.Sources(q)}
 c:=e.Coverage(q)
 fmt.Println(first, c.Reporters[0].Slots[3].Records,c.Reporters[0].Slots[3].Sources) }
}
