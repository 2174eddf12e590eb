namespace BotQA.Training.Data;

/// <summary>Tokens from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct TokenSpan(int First, int Last)
{
    public int Length => Last - First + 1;
}
