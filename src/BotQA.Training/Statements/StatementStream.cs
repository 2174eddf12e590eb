using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Verification;
using BotQA.Training.Data;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Statements;

/// <summary>
/// Examples made of the data sets by rules. Half are supported. Statements are sentences of the passage, or questions and answers turned into
/// statements, reworded; the others have a fault, the answer of another question, or a passage that is about something else.
/// </summary>
internal sealed class StatementStream : SupportExamples
{
    private const double AskedShare = 0.55;
    private const double WholePassage = 0.4;
    private const int LongestPassage = 800;
    private const double WrongPassage = 0.15;
    private const double WrongAnswer = 0.3;
    private const double Reworded = 0.7;
    private const double Titled = 0.5;
    private static readonly StatementFault[] Faults = Enum.GetValues<StatementFault>();

    private readonly List<SetSource> _sets;
    private readonly double[] _cumulativeWeights;
    private readonly Rewording _rewording;

    public StatementStream(IEnumerable<QaSet> sets, TextEncoder encoder, WordNet wordNet)
        : base(encoder)
    {
        _rewording = new Rewording(wordNet);
        _sets = [.. sets.Where(s => s.Questions.Count > 0).Select(s => new SetSource(s, wordNet))];
        var total = 0.0;
        _cumulativeWeights = [.. _sets.Select(s => total += s.Set.Weight * s.Set.Questions.Count)];
    }

    public override (string Statement, string Passage, bool IsSupported) Draw(Random random)
    {
        var isRight = random.Next(2) == 0;
        while (true)
        {
            var at = random.NextDouble() * _cumulativeWeights[^1];
            var source = _sets[Array.FindIndex(_cumulativeWeights, w => at < w)];
            var question = source.Set.Questions[random.Next(source.Set.Questions.Count)];
            if ((isRight ? Right(source, question, random) : Wrong(source, question, random)) is { } made)
            {
                return made;
            }
        }
    }

    private (string, string, bool)? Right(SetSource source, QaQuestion question, Random random)
    {
        var sentences = SentencesOf(question.Paragraph.Text);
        return Statement(question, sentences, random) is var (statement, from)
            ? (Reword(statement, random), Passage(question.Paragraph, sentences, from, random), true)
            : null;
    }

    private (string, string, bool)? Wrong(SetSource source, QaQuestion question, Random random)
    {
        var sentences = SentencesOf(question.Paragraph.Text);
        if (random.NextDouble() < WrongAnswer && source.OtherAnswer(question, random) is { } answer && DeclarativeSentence.Of(question.Text, answer) is { } untrue)
        {
            return (Reword(untrue, random), Passage(question.Paragraph, sentences, SentenceWith(sentences, question), random), false);
        }

        if (Statement(question, sentences, random) is not var (statement, from))
        {
            return null;
        }

        if (random.NextDouble() < WrongPassage)
        {
            var kind = random.Next(2) == 0 ? UnanswerableKind.SameArticle : UnanswerableKind.OtherPassage;
            return source.Passages.Find(question with { Text = statement }, kind, random) is { } other
                ? (Reword(statement, random), Passage(other, SentencesOf(other.Text), null, random), false)
                : null;
        }

        return source.Spoiler.Spoil(Reword(statement, random), question.Paragraph, sentences, Faults[random.Next(Faults.Length)], random) is { } spoilt
            ? (spoilt, Passage(question.Paragraph, sentences, from, random), false)
            : null;
    }

    private static (string Text, int Sentence)? Statement(QaQuestion question, List<string> sentences, Random random)
    {
        if (random.NextDouble() < AskedShare)
        {
            return DeclarativeSentence.Of(question.Text, question.Answers[random.Next(question.Answers.Count)].Text) is { } made
                ? (made, SentenceWith(sentences, question))
                : null;
        }

        var index = random.Next(sentences.Count);
        return sentences[index].EndsWith('.') && sentences[index].Count(c => c == ' ') is >= 4 and < 35 ? (sentences[index], index) : null;
    }

    private string Reword(string statement, Random random) => random.NextDouble() < Reworded ? _rewording.Vary(statement, random) : statement;

    // As much of the passage around the sentence as fits, or the sentence with the one before it and up to two after; sometimes below the
    // article's title.
    private static string Passage(QaParagraph paragraph, List<string> sentences, int? sentence, Random random)
    {
        var at = sentence ?? random.Next(sentences.Count);
        var (first, last) = (Math.Max(0, at - 1), Math.Min(sentences.Count - 1, at + random.Next(3)));
        if (random.NextDouble() < WholePassage)
        {
            var length = sentences[first..(last + 1)].Sum(s => s.Length);
            while (first > 0 && length + sentences[first - 1].Length < LongestPassage)
            {
                length += sentences[--first].Length;
            }

            while (last + 1 < sentences.Count && length + sentences[last + 1].Length < LongestPassage)
            {
                length += sentences[++last].Length;
            }
        }

        var text = string.Join(' ', sentences[first..(last + 1)]);
        return random.NextDouble() < Titled ? Under(paragraph.Article, text) : text;
    }

    private static List<string> SentencesOf(string text) => [.. SentenceSplitter.Split(text).Select(s => s.Of(text))];

    private static int SentenceWith(List<string> sentences, QaQuestion question)
    {
        var found = sentences.FindIndex(s => s.Contains(question.Answers[0].Text, StringComparison.Ordinal));
        return Math.Max(0, found);
    }

    private sealed class SetSource
    {
        private readonly Dictionary<QaParagraph, List<string>> _answers;

        public SetSource(QaSet set, WordNet wordNet)
        {
            Set = set;
            Passages = new PassageNegatives(set.Paragraphs);
            _answers = set.Questions.GroupBy(q => q.Paragraph).ToDictionary(g => g.Key, g => g.SelectMany(q => q.Answers).Select(a => a.Text).Distinct().ToList());
            var sentences = set.Paragraphs.AsParallel().AsOrdered().SelectMany(p => SentencesOf(p.Text)).ToList();
            Spoiler = new StatementSpoiler(new QuestionSwapper(set.Questions), wordNet, sentences);
        }

        public QaSet Set { get; }

        public PassageNegatives Passages { get; }

        public StatementSpoiler Spoiler { get; }

        /// <summary>The answer of another question about the passage, of the same look and without a word in common; null where there is none.</summary>
        public string? OtherAnswer(QaQuestion question, Random random)
        {
            var own = question.Answers.SelectMany(a => AnswerScore.Words(a.Text)).ToHashSet(StringComparer.Ordinal);
            var first = question.Answers[0].Text;
            var others = _answers[question.Paragraph].Where(a => Look(a) == Look(first) && !AnswerScore.Words(a).Any(own.Contains)).ToList();
            return others.Count == 0 ? null : others[random.Next(others.Count)];
        }

        private static int Look(string answer) => answer.Any(char.IsAsciiDigit) ? 2 : answer.Length > 0 && char.IsUpper(answer[0]) ? 1 : 0;
    }
}
