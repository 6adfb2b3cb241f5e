metadata name = 'Watching'
metadata description = 'Alarms over what the apps say of themselves. docs/operations.md says of each what it means and what to do.'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where the logs are.')
param location string

@description('Required. The logs.')
param workspaceId string

@description('Required. Who is told; empty: alarms are only shown in the portal.')
param email string

@description('Required. Tags of every resource.')
param tags object

// Pipeline's watchdog writes this line each minute; a test holds the form against the code.
var line = '''
AppTraces
| where Message startswith "Watched: "
'''
var parsed = '''
| parse Message with
    * "schedule_lag_seconds=" lag:long
    " queue_age_seconds=" age:long
    " queue_oldest=" oldest:string
    " poison=" poison:long
    " silent_regions=" silent:string
    " alerts_outstanding=" outstanding:long *
| where isnotnull(lag)
'''
var watched = '${line}${parsed}'

var givenUp = 'AppTraces | where Message has "failed too often and are given up" | summarize lines = count() | where lines > 0'
var unanswered = '''
AppTraces
| where AppRoleName startswith "func-api-"
| where Message endswith " failed." or Message has "could not be answered"
'''

// Each query finds something or nothing; every 5 minutes it is asked. Logs come 2 to 5 minutes late, so a window is wider than
// what is looked for.
var alarms = [
  {
    name: 'not-watched'
    title: 'Nobody watches: Pipeline has not run its watchdog'
    severity: 0
    window: 'PT15M'
    query: '${line}| summarize lines = count() | where lines == 0'
  }
  {
    name: 'scheduler-lag'
    title: 'Checks are not planned in time'
    severity: 1
    window: 'PT15M'
    query: '${watched}| where lag > 30 | summarize lines = count() | where lines > 4'
  }
  {
    name: 'queue-age'
    title: 'Messages wait in a queue'
    severity: 1
    window: 'PT15M'
    query: '${watched}| where age > 60 | summarize lines = count() | where lines > 4'
  }
  {
    name: 'region-silent'
    title: 'A region reports nothing'
    severity: 2
    window: 'PT15M'
    query: '${watched}| where silent != "-" | summarize lines = count() | where lines > 7'
  }
  {
    name: 'poison'
    title: 'Messages failed too often and were given up, or wait to be'
    severity: 2
    window: 'PT15M'
    query: 'union (${givenUp}), (${watched}| where poison > 0 | summarize lines = count() | where lines > 4)'
  }
  {
    name: 'alerts-outstanding'
    title: 'Alerts of incidents that are over were not delivered for an hour'
    severity: 3
    window: 'PT1H'
    query: '${watched}| summarize lines = count(), least = min(outstanding) | where lines > 30 and least > 0'
  }
  {
    name: 'api-errors'
    title: 'Api fails to answer people'
    severity: 1
    window: 'PT15M'
    query: '${unanswered}| summarize lines = sum(ItemCount) | where lines > 20'
  }
  {
    name: 'errors'
    title: 'The apps log many errors'
    severity: 3
    window: 'PT15M'
    query: 'AppTraces | where SeverityLevel >= 3 | summarize lines = sum(ItemCount) | where lines > 50'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'StatusHawk'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alarm 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in alarms: {
    name: 'alarm-${item.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'StatusHawk: ${item.title}'
      description: 'What to do: docs/operations.md, alarm "${item.name}".'
      enabled: true
      severity: item.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: item.window
      autoMitigate: true
      // The tables are made by the first row that comes: a fresh installation has none yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [people!.id]
      }
    }
  }
]
