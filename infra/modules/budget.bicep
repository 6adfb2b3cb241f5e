metadata name = 'Budget'
metadata description = 'A mail when the month\'s bill comes to more than was meant.'

@description('Required. Name of the installation.')
param name string

@description('Required. What a month may cost, in the subscription\'s currency.')
param monthly int

@description('Required. First day of the first month, such as 2026-12-01. It cannot be changed later.')
param startDate string

@description('Required. Who is told.')
param email string

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-${name}'
  properties: {
    amount: monthly
    category: 'Cost'
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: startDate
    }
    notifications: {
      half: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 50
        thresholdType: 'Actual'
        contactEmails: [email]
      }
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: [email]
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 110
        thresholdType: 'Forecasted'
        contactEmails: [email]
      }
    }
  }
}
