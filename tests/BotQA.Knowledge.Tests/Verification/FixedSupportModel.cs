using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Tests.Verification;

/// <summary>A judge that says the same of everything; null like one that can't be used.</summary>
internal sealed class FixedSupportModel(double? odds) : ISupportModel
{
    public double? Judge(string statement, string passage) => odds;

    public void Load()
    {
    }
}
