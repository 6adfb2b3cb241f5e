namespace StatusHawk.Core.Accounts;

/// <summary>Which plan a workspace has.</summary>
public interface IPlans
{
    Plan Of(Workspace workspace);
}
