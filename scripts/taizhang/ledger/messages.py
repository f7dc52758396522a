"""The ledger room's sentences: worked examples that do not come out, rules that wait for each other."""

from __future__ import annotations

from taizhang.problem import Catalogue, Sentence

SENTENCES = Catalogue(
    {
        "example.differs": Sentence(
            "例子算不出", "例子“{title}”里 {field} 应为 {wanted},算出来是 {actual}。", "改规则的参数,或改例子"
        ),
        "example.lacking": Sentence("例子算不出", "例子“{title}”里的这一项没有算出来。", "改规则的参数,或改例子"),
        "example.beyond": Sentence("例子多出结果", "例子“{title}”里多算出了 {found}。", "补进 expect,或改规则"),
        "example.no-such-fact": Sentence(
            "例子的事实不存在",
            "没有哪种记录、哪条规则给出事实 {fact}。",
            "改成字段说明里写的事实名,规则的结果写成 规则编号.raised 这样",
        ),
        "example.no-such-attribute": Sentence(
            "例子的事实没有这一项", "事实 {fact} 没有 {name} 这一项,规则也就读不到。", "删去,或改成这种事实有的:{known}"
        ),
        "rulebook.circle": Sentence(
            "规则互相等待", "这些规则互相依赖,谁也算不出来:{way}。", "让其中一条改读确认后的记录,不读另一条规则的结果"
        ),
    }
)
