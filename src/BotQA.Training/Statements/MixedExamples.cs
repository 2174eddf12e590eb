using BotQA.Knowledge.Documents;
using BotQA.Training.Data;

namespace BotQA.Training.Statements;

/// <summary>Examples of several sources in equal parts; a source that is named twice weighs twice as much.</summary>
internal sealed class MixedExamples(IReadOnlyList<SupportExamples> sources, TextEncoder encoder) : SupportExamples(encoder)
{
    public override (string Statement, string Passage, bool IsSupported) Draw(Random random) => Any(random).Draw(random);

    public override IEnumerable<(string Statement, string Passage, bool IsSupported)> DrawPair(Random random) => Any(random).DrawPair(random);

    public override IReadOnlyList<TextSpan>? FaultsOf(string statement) =>
        sources.Select(source => source.FaultsOf(statement)).FirstOrDefault(faults => faults is not null);

    private SupportExamples Any(Random random) => sources[random.Next(sources.Count)];
}
