using System.Globalization;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Evaluation;

/// <summary>A reader's figures on one set's held-out part.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Questions">How many answerable questions were asked.</param>
/// <param name="ExactMatch">Percent of answers that match exactly, passage given.</param>
/// <param name="F1">Mean word overlap in percent, passage given.</param>
/// <param name="Auroc">For each kind of unanswerable example, how well the score tells it from answerable ones, and of how many.</param>
internal sealed record SetReport(
    string Set, int Questions, double ExactMatch, double F1, IReadOnlyDictionary<UnanswerableKind, (double Auroc, int Count)> Auroc)
{
    public override string ToString()
    {
        var kinds = Auroc.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Key} {a.Value.Auroc:F3} ({a.Value.Count})"));
        return string.Create(CultureInfo.InvariantCulture, $"{Set,-10} n {Questions,5}  EM {ExactMatch,5:F1}  F1 {F1,5:F1}  AUROC {string.Join(", ", kinds)}");
    }
}
